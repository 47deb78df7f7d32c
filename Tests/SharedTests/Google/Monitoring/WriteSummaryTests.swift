import Testing

@testable import Shared

@Suite("The outcome of a refused write", .timeLimit(.minutes(15)))
struct WriteSummaryTests {
  static let inOrder =
    "Points must be written in order. One or more of the points specified had an older start time than the most "
    + "recent point.: global{} timeSeries[0]: custom.googleapis.com/cluster/cpu_used{service:container}"
  static let tooOften =
    "One or more points were written more frequently than the maximum sampling period configured for the "
    + "metric.: global{} timeSeries[1]: custom.googleapis.com/cluster/memory_used{service:container}"
  static let unknownLabel = "unrecognized metric label: color: timeSeries[2]"

  private func outcome(
    _ pieces: [String], summary: String, of count: Int = 5, followsFailedTry: Bool = false
  ) throws -> WriteOutcome {
    let message = "One or more TimeSeries could not be written: \(pieces.joined(separator: "; "))"
    let body: JSONValue = [
      "error": [
        "code": 400, "status": "INVALID_ARGUMENT", "message": .string(message),
        "details": [try summaryDetail(summary)],
      ]
    ]
    return WriteOutcome(
      refusal(400, try body.serialized(), followsFailedTry: followsFailedTry), of: count)
  }

  private func summaryDetail(_ members: String) throws -> JSONValue {
    try JSONValue(
      parsing: "{\"@type\":\"type.googleapis.com/google.monitoring.v3.CreateTimeSeriesSummary\",\(members)}")
  }

  private func refusal(_ code: Int, _ body: String, followsFailedTry: Bool = false) -> MonitoringError {
    let refusal = MonitoringError.Refusal(
      code: code, status: GoogleStatus(body: Array(body.utf8)), auditID: "a",
      followsFailedTry: followsFailedTry)
    return MonitoringError(
      cause: .refused(refusal), action: .writeTimeSeries, project: "p", identity: "me")
  }

  /// The counts of points: written, superseded, deferred, rejected.
  private func counts(_ outcome: WriteOutcome) -> [Int] {
    [outcome.written, outcome.superseded, outcome.deferred, outcome.rejected]
  }

  @Test("Points that already exist are superseded, which is not an error", arguments: [inOrder, tooOften])
  func superseded(reason: String) throws {
    let some = try outcome(
      [reason],
      summary: #""totalPointCount":5,"successPointCount":3,"errors":[{"status":{"code":3},"pointCount":2}]"#)
    #expect(counts(some) == [3, 2, 0, 0])
    #expect(some.error == nil)
    #expect(some.exitStatus == .ok)
  }

  @Test("After an attempt that may have stored them, existing points count as written")
  func ours() throws {
    let some = try outcome(
      [Self.inOrder],
      summary: #""successPointCount":3,"errors":[{"status":{"code":9},"pointCount":2}]"#,
      followsFailedTry: true)
    #expect(counts(some) == [5, 0, 0, 0])
  }

  @Test("A long message that names every series is read completely")
  func longMessage() throws {
    let pieces = (0..<200).map { Self.inOrder.replacing("timeSeries[0]", with: "timeSeries[\($0)]") }
    let summary = #""errors":[{"status":{"code":3},"pointCount":200}]"#
    #expect(counts(try outcome(pieces, summary: summary, of: 200)) == [0, 200, 0, 0])
    let other = try outcome(pieces.dropLast() + ["no: timeSeries[199]"], summary: summary, of: 200)
    #expect(counts(other) == [0, 199, 0, 1])
    #expect((other.error?.description.count ?? 0) < 2000)
  }

  @Test("A success count of 0 may be omitted, and counts may be strings")
  func noSuccess() throws {
    let all = try outcome(
      [Self.inOrder, Self.tooOften],
      summary: #""totalPointCount":"5","errors":[{"status":{"code":3},"pointCount":"5"}]"#)
    #expect(counts(all) == [0, 5, 0, 0])
  }

  @Test("The reason may come before the series or in the summary itself")
  func otherShapes() throws {
    let newer = try outcome(
      ["timeSeries[0-4]: write for resource=global{} failed with: Points must be written in order."],
      summary: #""totalPointCount":5,"errors":[{"status":{"code":3},"pointCount":5}]"#)
    #expect(counts(newer) == [0, 5, 0, 0])
    let spelledOut = try outcome(
      [Self.unknownLabel],
      summary: """
        "errors":[{"status":{"code":3,"message":"Points must be written in order."},"pointCount":4},
        {"status":{"code":3,"message":"no such label"},"pointCount":1}]
        """)
    #expect(counts(spelledOut) == [0, 4, 0, 1])
  }

  @Test(
    "The indexes of the series tell apart two reasons with the same code",
    arguments: [
      ([inOrder, unknownLabel], 2, [3, 1, 0, 1]),
      ([inOrder, tooOften, unknownLabel], 3, [2, 2, 0, 1]),
      (
        ["timeSeries[0-2,4] (example x): Points must be written in order.", "timeSeries[3]: no"], 5,
        [0, 4, 0, 1]
      ),
      // When it is unclear, no point counts as superseded.
      ([inOrder, unknownLabel], 3, [2, 0, 0, 3]), ([inOrder, inOrder, unknownLabel], 2, [3, 0, 0, 2]),
      ([inOrder, "unrecognized metric label: color"], 2, [3, 0, 0, 2]),
      ([inOrder, "x: timeSeries[2-1]"], 2, [3, 0, 0, 2]), ([inOrder, "x: timeSeries[-1]"], 2, [3, 0, 0, 2]),
      ([inOrder, "x: timeSeries[0-99999999999]"], 2, [3, 0, 0, 2]),
      ([inOrder, "x: timeSeries[2"], 2, [3, 0, 0, 2]),
    ])
  func places(pieces: [String], points: Int, expected: [Int]) throws {
    let all = try outcome(
      pieces,
      summary: #""successPointCount":\#(5 - points),"errors":[{"status":{"code":3},"pointCount":\#(points)}]"#
    )
    #expect(counts(all) == expected)
    #expect(all.exitStatus == .protocol)
  }

  @Test("Reasons with different codes are told apart")
  func mixed() throws {
    let apart = try outcome(
      [Self.tooOften, Self.unknownLabel],
      summary: """
        "successPointCount":3,"errors":[{"status":{"code":3},"pointCount":1},{"status":{"code":9},"pointCount":1}]
        """)
    #expect(counts(apart) == [3, 1, 0, 1])
  }

  @Test("Points are deferred after an error that may pass", arguments: [4, 7, 8, 10, 13, 14, 16])
  func transient(code: Int) throws {
    let some = try outcome(
      ["Internal error."],
      summary: #""successPointCount":4,"errors":[{"status":{"code":\#(code)},"pointCount":1}]"#)
    #expect(counts(some) == [4, 0, 1, 0])
    #expect(some.error != nil)
  }

  @Test("Points that the summary does not mention were not stored")
  func unaccounted() throws {
    #expect(counts(try outcome([Self.inOrder], summary: #""successPointCount":4"#)) == [4, 0, 0, 1])
  }

  @Test(
    "With impossible counts, all points are deferred",
    arguments: [
      #""errors":[{"pointCount":9223372036854775807},{"pointCount":9223372036854775807}]"#,
      #""errors":[{"pointCount":"9223372036854775807"},{"pointCount":"9223372036854775807"}]"#,
      #""errors":[{"status":{"code":8},"pointCount":3},{"status":{"code":3},"pointCount":3}]"#,
      #""successPointCount":9223372036854775807"#, #""successPointCount":"9223372036854775808""#,
      #""successPointCount":6"#, #""successPointCount":-1"#, #""successPointCount":-9223372036854775808"#,
      #""successPointCount":1e308"#, #""successPointCount":"NaN""#, #""successPointCount":true"#,
      #""successPointCount":3,"errors":[{"status":{"code":3},"pointCount":3}]"#,
      #""successPointCount":5,"errors":[{"status":{"code":3},"pointCount":-9223372036854775808}]"#,
      #""totalPointCount":6,"successPointCount":5"#, #""totalPointCount":4,"successPointCount":4"#,
      #""errors":{"pointCount":5}"#, #""errors":[5]"#,
    ])
  func unbelievable(summary: String) throws {
    let all = try outcome([Self.inOrder], summary: summary)
    #expect(counts(all) == [0, 0, 5, 0])
    #expect(all.exitStatus == .protocol && all.error?.isUnbelievable == true)
    #expect(all.error?.description.contains("the answer contradicts itself") == true)
  }

  @Test("A status code of any size is accepted", arguments: [Int64.max, .min, -1])
  func codes(code: Int64) throws {
    let some = try outcome(
      [Self.unknownLabel],
      summary: #""successPointCount":4,"errors":[{"status":{"code":\#(code)},"pointCount":1}]"#)
    #expect(counts(some) == [4, 0, 0, 1])
  }

  @Test(
    "Without a summary no point was stored",
    arguments: [(400, 0), (401, 5), (403, 5), (404, 5), (413, 0), (429, 5), (500, 5), (503, 5), (302, 5)])
  func withoutSummary(code: Int, deferred: Int) {
    let whole = WriteOutcome(
      refusal(code, #"{"error":{"code":\#(code),"message":"Points must be written in order."}}"#), of: 5)
    #expect(counts(whole) == [0, 0, deferred, 5 - deferred])
    #expect(whole.error != nil)
  }

  @Test("After a refusal that Google did not write, all points are deferred", arguments: [400, 413])
  func proxy(code: Int) {
    for body in ["", "<html>Bad Request</html>", #"{"error":"no"}"#] {
      #expect(counts(WriteOutcome(refusal(code, body), of: 5)) == [0, 0, 5, 0])
    }
  }
}
