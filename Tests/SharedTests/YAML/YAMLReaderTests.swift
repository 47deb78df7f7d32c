import Testing

@testable import Shared

@Suite(.timeLimit(.minutes(15))) struct YAMLReaderTests {
  private func read(_ text: String) throws -> JSONValue { try JSONValue(yaml: Array(text.utf8)) }

  @Test(arguments: ["", "\n", "# only a comment\n", "---\n", "~"])
  func nothingIsNull(text: String) throws {
    #expect(try read(text) == .null)
  }

  @Test func blockMapsAndCompactSequencesKeepTheirOrder() throws {
    let text = """
      # a comment
      b: 1
      list:
      - name: x
        value: [1, two, "3"]
      - name: z
      a: {k: v, flag: yes}
      """
    #expect(
      try read(text) == [
        "b": 1, "list": [["name": "x", "value": [1, "two", "3"]], ["name": "z"]],
        "a": ["k": "v", "flag": true],
      ])
  }

  @Test func jsonIsYAML() throws {
    #expect(
      try read(#"{"a": [1, -2.5, "x\u00e9\n", true, null], "b": {}}"#)
        == ["a": [1, .real(-2.5), "xé\n", true, .null], "b": .object([])])
  }

  @Test(arguments: [
    ("a: 'it''s'", "it's"), (#"a: "tab\tquote\"""#, "tab\tquote\""), ("a: |\n  one\n  two\n", "one\ntwo\n"),
    ("a: >-\n  one\n  two\n", "one two"), ("a: |-\n  12345\n", "12345"), ("a: plain # comment", "plain"),
    ("a: several\n  lines of\n\n  plain", "several lines of\nplain"), ("a: x#y:z", "x#y:z"),
    ("a: \"folded\n  text\"", "folded text"), ("? a\n: explicit", "explicit"), ("a: \"nul\\0\"", "nul\0"),
  ])
  func scalarsOfEveryStyle(text: String, value: String) throws {
    #expect(try read(text) == ["a": .string(value)])
  }

  @Test(arguments: [
    "\u{feff}a: 1\n", "---\na: 1\n", "---\na: 1\n...\n", "%YAML 1.1\n---\na: 1", "a: 1\r\n", "a:\r\n  1\r\n",
  ])
  func marksAndLineEndsDoNotMatter(text: String) throws {
    #expect(try read(text) == ["a": 1])
  }

  @Test func utf16IsRead() throws {
    let bytes = "\u{feff}a: é".utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    #expect(try JSONValue(yaml: bytes) == ["a": "é"])
  }

  @Test func anAliasStandsForItsAnchor() throws {
    #expect(
      try read("a: &x {k: 1}\nb: *x\nc: &y [*x]\nd: *y\ne: &z text\nf: *z") == [
        "a": ["k": 1], "b": ["k": 1], "c": [["k": 1]], "d": [["k": 1]], "e": "text", "f": "text",
      ])
  }

  @Test func mergedMembersYieldToTheirOwn() throws {
    let text = """
      one: &one {a: 1, b: 1}
      two: &two {b: 2, c: 2}
      single: {<<: *one, b: own}
      several: {c: own, <<: [*one, *two]}
      quoted: {"<<": text}
      """
    let value = try read(text)
    let cursor = JSONCursor(value)
    #expect(try cursor["single"].value() == ["b": "own", "a": 1])
    #expect(try cursor["several"].value() == ["c": "own", "a": 1, "b": 1])
    #expect(try cursor["quoted"].value() == ["<<": "text"])
  }

  @Test func scalarKeysBecomeText() throws {
    #expect(try read("1: a\nyes: b\n1.5: c\n") == ["1": "a", "true": "b", "1.5": "c"])
  }

  @Test func tagsDecide() throws {
    #expect(
      try read("a: !!str 123\nb: !!int '4'\nc: !!map {}\nd: ! x") == [
        "a": "123", "b": 4, "c": .object([]), "d": "x",
      ])
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3", 3, 1, "a duplicate key"),
    ("{a: 1, a: 2}", 1, 8, "a duplicate key"),
    ("a: 1\n---\nb: 2", 2, 1, "a second document"),
    ("a: *b", 1, 4, "an alias without a preceding anchor"),
    ("a: &a [*a]", 1, 8, "an alias without a preceding anchor"),
    ("[1]: x", 1, 1, "a key that is not a string"),
    ("~: x", 1, 1, "a key that is not a string"),
    ("a: {<<: 1}", 1, 9, "a merge of something that is not a map"),
    ("a: {<<: [{}, 1]}", 1, 9, "a merge of something that is not a map"),
    ("a: !!int text", 1, 4, "a tag that does not match the value"),
    ("a: !local {}", 1, 4, "a tag that does not match the value"),
    ("a: !!map []", 1, 4, "a tag that does not match the value"),
    ("a: !!binary aGk=", 1, 4, "a tag that does not match the value"),
    ("a: [1", 2, 1, "did not find expected ',' or ']'"),
    ("a: b: c", 1, 5, "mapping values are not allowed in this context"),
    ("\ta: 1", 1, 1, "found character that cannot start any token"),
    ("a: 'open", 1, 9, "found unexpected end of stream"),
    ("a: @x", 1, 4, "found character that cannot start any token"),
  ])
  func aFaultIsToldWithItsPlace(text: String, line: Int, column: Int, problem: String) {
    #expect(throws: YAMLError(line: line, column: column, problem: problem)) { try read(text) }
  }

  @Test func bytesThatAreNoUTF8AreRefused() {
    #expect(throws: YAMLError(line: 1, column: 1, problem: "invalid leading UTF-8 octet")) {
      try JSONValue(yaml: [0x61, 0x3a, 0x20, 0xff])
    }
  }

  @Test func nestingIsBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) { try read(nested(100)) }
    #expect(throws: YAMLError(line: 1, column: 101, problem: "nested too deeply")) { try read(nested(101)) }
    #expect(throws: YAMLError.self) { try read(nested(100_000)) }
  }

  @Test func anAliasBombIsRefused() {
    let bomb = (1...30).reduce("a0: &a0 x\n") { text, level in
      text + "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
    }
    let error = #expect(throws: YAMLError.self) { try read(bomb) }
    #expect(error?.problem == "aliases expand to too many values")
  }

  @Test(arguments: [
    "token: %", "token: *%", "token: [%", "token: {%: 1, %: 2}", "token: '%", "token: !%x %", "token: @%",
    "%: %: %", "token: \"\\q%\"", "- %\ntoken: %", "token: &% *%x", "%\n---\n%",
  ])
  func noErrorRepeatsTheText(template: String) {
    let secret = "hunter2hunter2"
    do {
      _ = try read(template.replacing("%", with: secret))
      #expect(template == "token: %", "only the first is right")
    } catch {
      #expect(!"\(error)".contains(secret))
      #expect(!String(reflecting: error).contains(secret))
    }
  }

  @Test func theErrorSaysWhere() {
    #expect(
      YAMLError(line: 3, column: 4, problem: "a duplicate key").description
        == "invalid YAML: a duplicate key (line 3, column 4)")
  }
}
