import TestSupport
import Testing

@testable import Shared

@Suite("Writing YAML", .timeLimit(.minutes(15)))
struct YAMLWriterTests {
  private func text(_ members: [JSONValue.Member]) throws -> String {
    var yaml = YAMLWriter()
    try yaml.add(members)
    yaml.end()
    return try yaml.take()
  }

  @Test("Members, nested values and sequences that arrive piece by piece are one document")
  func pieces() throws {
    var yaml = YAMLWriter()
    try yaml.add([.init("schema", "podkeeper.reap/v1"), .init("gate", .null), .init("on", true)])
    yaml.beginSequence("pods")
    var text = ""
    for name in ["a", "b"] {
      try yaml.addElement(["name": .string(name), "labels": ["x": 1], "empty": []])
      text += try yaml.take()
    }
    yaml.endSequence()
    try yaml.add([.init("exit", ["code": 0, "messages": ["a: b"]])])
    yaml.end()
    text += try yaml.take()
    #expect(
      text == """
        schema: podkeeper.reap/v1
        gate: null
        "on": true
        pods:
        - name: a
          labels:
            x: 1
          empty: []
        - name: b
          labels:
            x: 1
          empty: []
        exit:
          code: 0
          messages:
          - "a: b"

        """)
  }

  /// Strings that some YAML reader would take for something else, or that need escapes.
  private static let strings = [
    "", " ", "yes", "No", "on", "OFF", "y", "N", "true", "null", "~", "nan", ".inf", "1", "1.5", "1e3",
    "0x1f",
    "0o17", "017", "1_000", "12:30:45", "2026-11-29", "2026-11-29T10:00:00Z", "<<", "=", "- a", "a: b",
    "a #b",
    "#", "[a]", "{a}", "!tag", "&a", "*a", "|", ">", "%", "@", "`", "'", "\"", "\\", "a\nb", "a\tb", "tail ",
    "\u{7f}", "\u{85}", "\u{a0}", "\u{2028}", "\u{feff}", "é", "日本", "😀", "a\0b", "---", "...", "?",
    String(repeating: "long words ", count: 100), "builds/buildlet-1", "podkeeper.reap/v1", "x-1_y.z",
  ]

  @Test("Our reader reads back every string, as a value and as a key")
  func ownReader() throws {
    let object = JSONValue.object(Self.strings.filter { !$0.contains("\0") }.map { .init($0, .string($0)) })
    let text = try text([.init("strings", object)])
    #expect(try JSONValue(yaml: Array(text.utf8)) == ["strings": object])
  }

  @Test(
    "PyYAML, a reader of YAML 1.1, reads back the same values",
    .enabled("it needs PyYAML") { try await PythonYAML.isThere() })
  func otherReader() async throws {
    let value: JSONValue = [
      // Our reader of JSON refuses NUL.
      "strings": .array(Self.strings.filter { !$0.contains("\0") }.map { .string($0) }),
      "numbers": [0, -1, 9_007_199_254_740_993, .real(0.287), .real(1e-7), .real(-2.5e21), .real(3)],
      "others": [.null, true, false, [], .object([])],
    ]
    guard case .object(let members) = value else { return }
    let read = try await PythonYAML.json(of: text(members))
    #expect(try JSONValue(parsing: read) == value)
  }

  @Test(
    "A number is one in YAML 1.1, too",
    arguments: [("0.5", "0.5"), ("1e-05", "1.0e-05"), ("1e15", "1.0e+15")])
  func real(json: String, yaml: String) { #expect(YAMLWriter.real(json) == yaml) }

  @Test("NaN cannot be written, as in JSON")
  func nan() {
    #expect(throws: JSONError.self) { try text([.init("x", .real(.nan))]) }
  }
}

/// PyYAML, if the machine has it.
private enum PythonYAML {
  private static let script =
    "import json,sys,yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1], encoding='utf-8').read())))"

  static func isThere() async throws -> Bool {
    guard InstalledTool.isThere("python3") else { return false }
    return try await CommandRun("python3", ["-c", "import yaml"]).code == 0
  }

  static func json(of text: String) async throws -> String {
    let folder = try TemporaryFolder()
    let run = try await CommandRun("python3", ["-c", script, folder.write("x.yaml", text)])
    #expect(run.code == 0, "\(run.errorText)")
    return run.text
  }
}
