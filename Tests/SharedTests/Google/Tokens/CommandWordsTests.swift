import Testing

@testable import Shared

@Suite("Splitting the command in a credentials file", .timeLimit(.minutes(15)))
struct CommandWordsTests {
  @Test(
    "Words are split as by Python's shlex.split",
    arguments: [
      ("", []), (" \t ", []), ("/bin/a --b=c  d", ["/bin/a", "--b=c", "d"]), ("a\tb\nc", ["a", "b", "c"]),
      (#""/opt/my tools/a" -x"#, ["/opt/my tools/a", "-x"]), ("a 'b  \"c\\' d", ["a", "b  \"c\\", "d"]),
      (#"a "b'\"\\\n$x""#, ["a", #"b'"\\n$x"#]), (#"a\ b \"c"#, ["a b", "\"c"]),
      ("a '' \"\"", ["a", "", ""]),
      ("a='b c'd", ["a=b cd"]), ("$HOME `x` #y", ["$HOME", "`x`", "#y"]),
    ] as [(String, [String])])
  func words(command: String, expected: [String]) {
    #expect(commandWords(command) == expected)
  }

  @Test("An unterminated quote or escape is an error", arguments: ["a 'b", "a \"b", "a \\", "a \"b\\"])
  func unended(command: String) { #expect(commandWords(command) == nil) }
}
