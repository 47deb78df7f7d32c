import ArgumentParser
import Shared
import Testing

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

  @Test("Any other name is an error", arguments: [("--log-format", "yaml"), ("--log-level", "4")])
  func refused(option: String, value: String) throws {
    let error = try #require(parsingError(OutputOptions.self, [option, value]))
    #expect(error.hasPrefix("The value '\(value)' is invalid for '\(option)"))
  }
}
