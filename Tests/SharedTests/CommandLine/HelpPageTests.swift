import ArgumentParser
import Testing

@testable import Shared

@Suite("The help page", .timeLimit(.minutes(15)))
struct HelpPageTests {
  private struct Tool: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tool", abstract: "Does it.", usage: "tool [options]",
      discussion: """
        One two three four five six seven eight nine ten eleven twelve thirteen fourteen.

        EXAMPLES:
          # A comment that is longer than any terminal that we know, because it goes on and on and on:
          tool --flag

        EXIT CODES:
          0   fine
        """)

    @Flag(help: "A flag.") var flag = false
  }

  private func page(columns: Int) throws -> String {
    let help = Tool.helpMessage(columns: columns)
    return try #require(HelpPage(help, discussion: Tool.configuration.discussion)).text
  }

  @Test("It says what the tool is, its usage, examples, options and exit codes, in this order")
  func order() throws {
    #expect(
      try page(columns: 60) == """
        Does it.

        One two three four five six seven eight nine ten eleven
        twelve thirteen fourteen.

        USAGE: tool [options]

        EXAMPLES:
          # A comment that is longer than any terminal that we know, because it goes on and on and on:
          tool --flag

        OPTIONS:
          --flag                  A flag.
          -h, --help              Show help information.

        EXIT CODES:
          0   fine
        """)
  }

  @Test("Examples are never broken, however narrow the terminal is", arguments: [40, 80, 200])
  func examples(columns: Int) throws {
    let page = try page(columns: columns)
    #expect(page.contains("we know, because it goes on and on and on:\n  tool --flag\n"))
  }

  @Test("A tool without examples and exit codes has no empty parts")
  func bare() {
    let page = HelpPage("OVERVIEW: It.\n\nUSAGE: it\n\nOPTIONS:\n  -h\n", discussion: "")
    #expect(page?.text == "It.\n\nUSAGE: it\n\nOPTIONS:\n  -h")
  }

  @Test("Other messages are left alone", arguments: ["", "0.1.0", "Error: x\nUSAGE: y", "OVERVIEW: x"])
  func others(message: String) {
    #expect(HelpPage(message, discussion: "") == nil)
  }

  @Test(
    "help and version are understood as flags, only in the first place",
    arguments: [
      (["help"], ["--help"]), (["help", "me"], ["--help"]), (["version"], ["--version"]),
      (["version", "x"], ["version", "x"]), (["-n", "help"], ["-n", "help"]), ([], []),
    ] as [([String], [String])])
  func subcommands(words: [String], meant: [String]) {
    #expect(withoutSubcommands(words) == meant)
  }
}
