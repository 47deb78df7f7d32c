import Testing

@testable import Shared

@Suite(.timeLimit(.minutes(15)))
struct StatusTests {
  private func status(_ body: [UInt8], _ type: String?) -> Status {
    body.withUnsafeBytes { Status(body: $0, contentType: type) }
  }

  private func status(_ text: String, _ type: String? = "application/json") -> Status {
    status(Array(text.utf8), type)
  }

  private func status(recorded name: String) throws -> Status {
    status(
      try recordedBytes(name),
      name.hasSuffix(".pb") ? "application/vnd.kubernetes.protobuf" : "application/json")
  }

  @Test(
    "Both encodings of an error give the same result",
    arguments: ["forbidden", "unauthorized", "pod-404", "pods-page-expired-token"])
  func encodingsAgree(name: String) throws {
    let fromJSON = try status(recorded: "\(name).json")
    #expect(try status(recorded: "\(name)-protobuf.pb") == fromJSON)
    #expect(fromJSON.code != nil && fromJSON.reason != nil && fromJSON.message != nil)
  }

  static let reasons = [
    ("forbidden.json", "Forbidden", 403), ("unauthorized-protobuf.pb", "Unauthorized", 401),
    ("delete-wrong-uid.json", "Conflict", 409), ("delete-wrong-uid-protobuf.pb", "Conflict", 409),
    ("pods-page-expired-token-protobuf.pb", "Expired", 410), ("delete-404.json", "NotFound", 404),
    ("event-bad.json", "Invalid", 422), ("pods-bad-selector.json", "BadRequest", 400),
  ]

  @Test("Recorded errors are read", arguments: reasons)
  func recordedErrors(name: String, reason: String, code: Int) throws {
    let status = try status(recorded: name)
    #expect(status.reason == reason)
    #expect(status.code == code)
  }

  @Test("The reason for a refused eviction is read")
  func evictionRefused() throws {
    let status = try status(recorded: "evict-refused.json")
    let message = "The disruption budget b is still being processed by the server."
    #expect(status.causes == [Status.Cause(reason: "DisruptionBudget", message: message)])
    #expect(status.code == 429)
  }

  @Test("Details are read from protobuf")
  func protobufDetails() {
    let body = protobufReply(
      "Status", .text(4, "TooManyRequests"), .number(6, 429),
      .message(
        5, .text(1, "p"), .text(3, "pods"), .text(6, "u"),
        .message(4, .text(1, "DisruptionBudget"), .text(2, "m")), .message(4),
        .number(5, 10)))
    var expected = Status(reason: "TooManyRequests", code: 429)
    expected.causes = [Status.Cause(reason: "DisruptionBudget", message: "m")]
    expected.subject = Status.Subject(name: "p", kind: "pods", uid: "u")
    #expect(status(body, "application/vnd.kubernetes.protobuf") == expected)
  }

  @Test("Members of an unexpected kind are ignored")
  func tolerant() {
    let text = """
      {"reason":7,"code":"x","message":"m","details":{"retryAfterSeconds":1.5,"causes":[{"reason":[]},7]}}
      """
    #expect(status(text) == Status(message: "m"))
    #expect(status(#"{"message":"m","details":[]}"#) == Status(message: "m"))
  }

  static let texts: [(String, String?, String?)] = [
    ("<html>\n502\tBad\u{0} \u{1b}[31mGateway</html>", "text/html", "<html> 502 Bad [31mGateway</html>"),
    ("upstream connect error", nil, "upstream connect error"),
    ("{not JSON", "application/json", "{not JSON"),
    (#"{"error":"x"}"#, "application/json", #"{"error":"x"}"#),
    ("[1]", "application/json", "[1]"),
    ("k8s\u{0}\u{2}", "application/vnd.kubernetes.protobuf", "k8s"),
    ("plain", "application/vnd.kubernetes.protobuf", "plain"),
    ("", "application/json", nil), ("\u{0}", "text/plain", nil),
    (String(repeating: "é", count: 2000), "text/plain", String(repeating: "é", count: 1024)),
    ("x" + String(repeating: "é", count: 2000), "text/plain", "x" + String(repeating: "é", count: 1023)),
  ]

  @Test("A body that is not a Status is shown as one short line", arguments: texts)
  func otherBodies(body: String, type: String?, message: String?) {
    var expected = Status(message: message)
    expected.isWebPage = type == "text/html"
    #expect(status(body, type) == expected)
  }

  @Test(
    "A web page is recognized by its type, or by how it begins",
    arguments: [
      ("x", "text/html", true), ("x", "Text/HTML; charset=utf-8", true), ("x", "application/xhtml+xml", true),
      ("<!DOCTYPE html><p>", nil, true), ("\n <HTML>", "application/json", true),
      ("<html lang=en>", nil, true),
      ("x", "text/plain", false), ("<h1>", nil, false), ("", nil, false), ("not <html>", nil, false),
    ])
  func webPage(body: String, type: String?, isOne: Bool) {
    #expect(status(body, type).isWebPage == isOne)
  }

  @Test("A very long message is cut")
  func endless() {
    let text = #"{"reason":"Invalid","message":"\#(String(repeating: "é", count: 5000))"}"#
    #expect(status(text) == Status(reason: "Invalid", message: String(repeating: "é", count: 2048) + "…"))
  }

  @Test("A Status followed by other bytes is not a Status")
  func trailing() throws {
    let body = try recordedBytes("pod-404.json") + Array("{}".utf8)
    #expect(status(body, "application/json").reason == nil)
  }

  @Test("A truncated Status is still reported", arguments: ["pod-404-protobuf.pb", "pod-404.json"])
  func cut(name: String) throws {
    let body = try recordedBytes(name)
    for length in 0...body.count { _ = status(Array(body[..<length]), "application/vnd.kubernetes.protobuf") }
  }

  @Test("A Status is described in one line")
  func descriptions() {
    #expect("\(Status(reason: "Gone", code: 410, message: "m"))" == "410 Gone: m")
    #expect("\(Status(code: 502))" == "502")
    #expect("\(Status(message: "m"))" == "no reason given: m")
    #expect("\(Status())" == "no reason given")
  }
}
