import ArgumentParser
import Testing

@testable import Shared

@Suite("Options for the output", .timeLimit(.minutes(15)))
struct OutputOptionsTests {
  @Test("By default messages and the report are text")
  func defaults() throws {
    let options = try OutputOptions.parse([])
    #expect(options.logFormat == .text)
    #expect(options.logLevel == .notice)
    #expect(options.output == .text)
  }

  @Test("--log-format, --log-level and --output take names")
  func names() throws {
    let options = try OutputOptions.parse(["--log-format", "json", "--log-level", "warning", "-o", "json"])
    #expect(options.logFormat == .json)
    #expect(options.logLevel == .warning)
    #expect(options.output == .json)
  }

  @Test("--color takes auto, always and never")
  func colors() throws {
    #expect(try OutputOptions.parse([]).color == .auto)
    #expect(try OutputOptions.parse(["--color", "never"]).color == .never)
    #expect(try OutputOptions.parse(["--color=always"]).color == .always)
  }

  @Test(
    "Progress is a line on a terminal that can erase it, else messages at the level notice",
    arguments: [
      ([], true, .line), ([], false, .messages), (["--log-level", "debug"], true, .line),
      (["--log-level", "warning"], true, .nowhere), (["--log-level", "error"], false, .nowhere),
      (["--log-format", "json"], true, .messages),
    ] as [([String], Bool, OutputOptions.ProgressPlace)])
  func progress(arguments: [String], erasesLines: Bool, place: OutputOptions.ProgressPlace) throws {
    #expect(try OutputOptions.parse(arguments).progressPlace(erasesLines: erasesLines) == place)
  }

  @Test(
    "Any other name is an error",
    arguments: [("--log-format", "yaml"), ("--log-level", "4"), ("--color", "yes")])
  func refused(option: String, value: String) throws {
    let error = try #require(parsingError(OutputOptions.self, [option, value]))
    #expect(error.hasPrefix("The value '\(value)' is invalid for '\(option)"))
  }
}
