import Testing

@testable import Shared

@Suite("What a refused write did with its points")
struct WriteSummaryTests {
  static let inOrder =
    "Points must be written in order. One or more of the points specified had an older start time than the most "
    + "recent point.: global{} timeSeries[0]: custom.googleapis.com/cluster/cpu_used{service:container}"
  static let tooOften =
    "One or more points were written more frequently than the maximum sampling period configured for the "
    + "metric.: global{} timeSeries[1]: custom.googleapis.com/cluster/memory_used{service:container}"
  static let unknownLabel = "unrecognized metric label: color: timeSeries[2]"

  private func outcome(_ pieces: [String], summary: String, of count: Int = 5, code: Int = 400) throws
    -> WriteOutcome
  {
    let message = "One or more TimeSeries could not be written: \(pieces.joined(separator: "; "))"
    let body: JSONValue = [
      "error": [
        "code": 400, "status": "INVALID_ARGUMENT", "message": .string(message),
        "details": [try summaryDetail(summary)],
      ]
    ]
    return WriteOutcome(
      error(
        .refused(code: code, status: GoogleStatus(body: Array(try body.serialized().utf8)), auditID: "a")),
      of: count)
  }

  private func summaryDetail(_ members: String) throws -> JSONValue {
    try JSONValue(
      parsing: "{\"@type\":\"type.googleapis.com/google.monitoring.v3.CreateTimeSeriesSummary\",\(members)}")
  }

  private func error(_ cause: MonitoringError.Cause) -> MonitoringError {
    MonitoringError(cause: cause, action: .writeTimeSeries, project: "p", identity: "me")
  }

  /// written, superseded, deferred, rejected
  private func counts(_ outcome: WriteOutcome) -> [Int] {
    [outcome.written, outcome.superseded, outcome.deferred, outcome.rejected]
  }

  @Test("Points that are there already are superseded, and that is no error", arguments: [inOrder, tooOften])
  func superseded(reason: String) throws {
    let some = try outcome(
      [reason],
      summary: #""totalPointCount":5,"successPointCount":3,"errors":[{"status":{"code":3},"pointCount":2}]"#)
    #expect(counts(some) == [3, 2, 0, 0])
    #expect(some.error == nil)
    #expect(some.exitStatus == .ok)
  }

  @Test("A success count of 0 is left out, and counts may be strings")
  func noSuccess() throws {
    let all = try outcome(
      [Self.inOrder, Self.tooOften],
      summary: #""totalPointCount":"5","errors":[{"status":{"code":3},"pointCount":"5"}]"#)
    #expect(counts(all) == [0, 5, 0, 0])
  }

  @Test("The reason may stand in front of the series as well, and in the summary itself")
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

  @Test("One code for two reasons: none of its points is taken for superseded")
  func mixed() throws {
    let both = try outcome(
      [Self.inOrder, Self.unknownLabel],
      summary: #""successPointCount":3,"errors":[{"status":{"code":3},"pointCount":2}]"#)
    #expect(counts(both) == [3, 0, 0, 2])
    #expect(both.exitStatus == .protocol)
    let apart = try outcome(
      [Self.tooOften, Self.unknownLabel],
      summary: """
        "successPointCount":3,"errors":[{"status":{"code":3},"pointCount":1},{"status":{"code":9},"pointCount":1}]
        """)
    #expect(counts(apart) == [3, 1, 0, 1])
  }

  @Test("What may pass is deferred", arguments: [4, 8, 10, 13, 14])
  func transient(code: Int) throws {
    let some = try outcome(
      ["Internal error."],
      summary: #""successPointCount":4,"errors":[{"status":{"code":\#(code)},"pointCount":1}]"#)
    #expect(counts(some) == [4, 0, 1, 0])
    #expect(some.error != nil)
  }

  @Test("Points that the summary says nothing of were not stored")
  func unaccounted() throws {
    #expect(counts(try outcome([Self.inOrder], summary: #""successPointCount":4"#)) == [4, 0, 0, 1])
  }

  @Test(
    "Without a summary nothing was stored",
    arguments: [(400, 0), (401, 5), (403, 5), (404, 5), (413, 0), (429, 5), (500, 5), (503, 5), (302, 5)])
  func withoutSummary(code: Int, deferred: Int) {
    let status = GoogleStatus(body: Array(#"{"error":{"message":"Points must be written in order."}}"#.utf8))
    let whole = WriteOutcome(error(.refused(code: code, status: status, auditID: "a")), of: 5)
    #expect(counts(whole) == [0, 0, deferred, 5 - deferred])
    #expect(whole.error != nil)
  }
}
