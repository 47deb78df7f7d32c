import FoundationEssentials
import Synchronization
import TestSupport
import Testing

@testable import Shared

@Suite("Secrets in text from other programs", .timeLimit(.minutes(15)))
struct SecretsTests {
  private static let secret = "s3cr3t/t0k3n+of\"ours=="

  private func hide(_ text: String, _ secrets: [String] = [secret]) -> String {
    var patterns = SecretPatterns()
    for secret in secrets { patterns.add(secret) }
    return patterns.hide(in: text)
  }

  private static func escaped(_ escape: (Unicode.Scalar) -> String) -> String {
    secret.unicodeScalars.map(escape).joined()
  }

  private static func hex(_ scalar: Unicode.Scalar, _ digits: Int) -> String {
    let text = String(scalar.value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }

  @Test("A long run of backslashes is searched in linear time")
  func backslashes() {
    let run = String(repeating: "\\", count: 256 << 10)
    #expect(hide("\(run) \(Self.secret)") == "\(run) ***")
  }

  @Test(
    "A secret is hidden in every encoding, even a mixed one",
    arguments: [
      secret, escaped { "\\u\(hex($0, 4))" }, escaped { "\\\\u\(hex($0, 4).uppercased())" },
      escaped { "\\x\(hex($0, 2))" }, escaped { "%\(hex($0, 2))" }, escaped { "&#\($0.value);" },
      escaped { "&#x\(hex($0, 2));" }, escaped { "&#X00\(hex($0, 2));" }, secret.percentEncoded,
      secret.replacing("\"", with: "\\\""), secret.replacing("\"", with: "\\\\\""),
      secret.replacing("/", with: "\\/"), secret.replacing("t", with: "%74").replacing("0", with: "\\u0030"),
      Data(secret.utf8).base64EncodedString().replacing("=", with: ""),
    ])
  func encodings(encoded: String) {
    #expect(hide("Bearer \(encoded), ü") == "Bearer ***, ü")
    #expect(hide("\(encoded)\(encoded)") == "******")
  }

  @Test(
    "In the base64 of a longer text, a secret is hidden except for a few digits at its ends",
    arguments: ["", "x", "xy", "Bearer ", "a:", "user:"], ["", "!", "!!"])
  func longerBase64(before: String, after: String) {
    let text = Data("\(before)\(Self.secret)\(after)".utf8).base64EncodedString()
    let hidden = hide(text)
    #expect(hidden.contains("***"))
    let shown = hidden.split(separator: "***", omittingEmptySubsequences: false)
    // What stands before and after the secret, the digits that it shares with them, and padding.
    #expect(shown.count == 2 && (shown.first?.count ?? 99) <= before.utf8.count * 8 / 6 + 1)
    #expect((shown.last?.count ?? 99) <= after.utf8.count * 8 / 6 + 4)
  }

  @Test("Hiding a secret in JSON leaves valid JSON")
  func json() throws {
    let text = try JSONValue.object([.init("message", .string("x \(Self.secret) \\u0073")), .init("n", 1)])
      .serialized()
    #expect(hide(text) == #"{"message":"x *** \\u0073","n":1}"#)
    let twice = try JSONValue.string(JSONValue.string(Self.secret).serialized()).serialized()
    #expect(try JSONValue(parsing: hide("[\(twice)]")) == ["\"***\""])
  }

  @Test("A secret of several lines is hidden when it is on one line or in JSON")
  func lines() {
    let key = "-----BEGIN KEY-----\nabc+/def\n-----END KEY-----\n"
    for text in [key.trimmed, key.trimmed.withoutControlCharacters, key.trimmed.replacing("\n", with: "\\n")]
    {
      #expect(hide("<\(text)>", [key]) == "<***>")
    }
  }

  @Test("All other text stays, even the beginning of a secret")
  func others() {
    for text in [
      "", "plain", "100 %", "a\\", "\\u00", "&#;", "&#x41", "%", "%4", "s3cr3t/t0k3n", "ü\u{1F600}",
    ] {
      #expect(hide(text) == text)
    }
    #expect(hide("anything", []) == "anything")
    // It would match inside unrelated words.
    #expect(hide("a builder", ["build"]) == "a builder")
    #expect(hide("long-token-of-two", ["long-token", "long-token-of-two"]) == "***")
  }

  @Test("A program hides its secrets in its messages, its report and its metrics file")
  func outputs() throws {
    let secret = Secret("s3cr3t-of-the-0utput-tests").revealed
    let lines = LogLines()
    let log = Log(tool: "t", level: .debug, marksPriority: false, format: .json, write: lines.add)
    log.error("it says \(secret)")
    #expect(lines.text.contains(#""message":"it says ***""#))
    #expect("filler \(secret)".beginning(20) == "filler ***")
    let folder = try TemporaryFolder()
    let file = MetricsFile(path: folder.path + "/x.prom", tool: "t", cluster: secret)
    try file.write(RunMetrics(time: 1, duration: 1, status: .ok))
    let text = String(decoding: try readFile(file.path), as: UTF8.self)
    #expect(text.contains(#"cluster="***""#) && !text.contains(secret))
  }

  @Test(
    "Secrets in a plugin's error output are hidden, even unknown ones",
    arguments: [
      ("error: token=abc123, retrying", "error: token=***, retrying"),
      (#"{"id_token": "abc", "code": 1}"#, #"{"id_token": "***", "code": 1}"#),
      ("Authorization: Bearer abc.def", "Authorization: Bearer ***"),
      ("got s3cr3t-t0k3n-of-the-plugin!", "got ***!"),
      ("x -----BEGIN RSA PRIVATE KEY----- a b", "x ***"),
      ("eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2ln ended", "*** ended"),
      (
        "Unable to locate credentials. Run \"aws configure\"",
        "Unable to locate credentials. Run \"aws configure\""
      ),
      (
        "open /usr/lib/python3/site-packages/x.py: no such file; the token expired",
        "open /usr/lib/python3/site-packages/x.py: no such file; the token expired"
      ),
    ])
  func complaints(text: String, shown: String) {
    #expect(text.withoutCredentials == shown)
  }
}

private final class LogLines: Sendable {
  private let lines = Mutex("")

  var text: String { lines.withLock { $0 } }

  @Sendable func add(_ line: String) { lines.withLock { $0 += line } }
}
