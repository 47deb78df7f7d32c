import Shared
import Testing

@Suite(.timeLimit(.minutes(15)))
struct JSONValueTests {
  static let values: [(String, JSONValue)] = [
    ("{}", .object([])), ("[]", []), (" [ ] \n", []),
    (#"{"b":1,"a":-2.5,"c":[true,false,null]}"#, ["b": 1, "a": .real(-2.5), "c": [true, false, .null]]),
    (#"["é\u00e9\ud83d\ude00\n\"\\\/"]"#, ["éé😀\n\"\\/"]),
    ("[9223372036854775807,-9223372036854775808]", [.integer(.max), .integer(.min)]),
    (#"{"":{"":""}}"#, ["": ["": ""]]), ("[1e2,1.0]", [.real(100), .real(1)]),
  ]

  @Test("JSON is read with its members in order", arguments: values)
  func parse(text: String, value: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == value)
  }

  @Test("JSON that was read is written and read again", arguments: values)
  func roundTrip(text: String, value: JSONValue) throws {
    #expect(try JSONValue(parsing: value.serialized()) == value)
  }

  static let wrong: [(String, String)] = [
    ("", "not JSON: '[' or '{' expected (line 1, column 0)"),
    ("1", "not JSON: '[' or '{' expected (line 1, column 1)"),
    ("{}x", "not JSON: end of file expected (line 1, column 3)"),
    ("{} {}", "not JSON: end of file expected (line 1, column 4)"),
    ("{\n\"a\":1,\n}", "not JSON: string or '}' expected (line 3, column 1)"),
    (#"{"a":1,"a":2}"#, "not JSON: duplicate object key (line 1, column 10)"),
    (#"["\u0000"]"#, "not JSON: \\u0000 is not allowed without JSON_ALLOW_NUL (line 1, column 9)"),
    (#"{"\u0000":1}"#, "not JSON: NUL byte in object key not supported (line 1, column 9)"),
    (#"["\ud800"]"#, "not JSON: invalid Unicode '\\uD800' (line 1, column 9)"),
    ("[9223372036854775808]", "not JSON: too big integer (line 1, column 20)"),
    ("[1e999]", "not JSON: real number overflow (line 1, column 6)"),
    ("[01]", "not JSON: invalid token (line 1, column 2)"),
    ("['a']", "not JSON: invalid token (line 1, column 2)"),
    ("[\"\u{1}\"]", "not JSON: control character 0x1 (line 1, column 2)"),
    ("[NaN]", "not JSON: invalid token (line 1, column 4)"),
  ]

  @Test("Invalid JSON is an error that shows none of the text", arguments: wrong)
  func refused(text: String, problem: String) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error?.description == problem)
  }

  @Test("Invalid UTF-8 is an error")
  func invalidText() {
    #expect(throws: JSONError.self) { try JSONValue(parsing: [0x5b, 0x22, 0xff, 0x22, 0x5d]) }
  }

  @Test("Nesting is limited", arguments: [(2047, true), (2049, false), (100_000, false)])
  func depth(depth: Int, isRead: Bool) {
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(((try? JSONValue(parsing: text)) != nil) == isRead)
  }

  @Test("An error about invalid JSON shows no secret")
  func secrets() {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: #"{"token": "s3cret" "x"}"#) }
    #expect(error.map { !"\($0)".contains("s3cret") } == true)
  }

  @Test("Values are written on one line with their members in order")
  func serialized() throws {
    let value: JSONValue = ["b": [1, true, .null, "é\"\n"], "a": .object([]), "c": .real(0.5)]
    #expect(try value.serialized() == #"{"b":[1,true,null,"é\"\n"],"a":{},"c":0.5}"#)
    #expect(try JSONValue.string("x").serialized() == #""x""#)
    #expect(try JSONValue.null.serialized() == "null")
    #expect(JSONValue.optional(nil as String?) == .null && JSONValue.optional("a") == "a")
  }

  @Test("Numbers that JSON cannot represent are an error", arguments: [Double.nan, .infinity, -.infinity])
  func unspeakable(number: Double) {
    #expect(throws: JSONError.self) { try JSONValue.object([.init("a", [.real(number)])]).serialized() }
  }
}
