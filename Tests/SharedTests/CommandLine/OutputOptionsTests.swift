import ArgumentParser
import Shared
import Testing

@Suite("The options for the output", .timeLimit(.minutes(15)))
struct OutputOptionsTests {
  @Test("Messages are text unless something else is asked for")
  func defaults() throws {
    let options = try OutputOptions.parse([])
    #expect(options.logFormat == .text)
    #expect(options.logLevel == .notice)
    #expect(options.output == .text)
  }

  @Test("--log-format and --log-level take their names")
  func names() throws {
    let options = try OutputOptions.parse(["--log-format", "json", "--log-level", "warning", "-o", "json"])
    #expect(options.logFormat == .json)
    #expect(options.logLevel == .warning)
    #expect(options.output == .json)
  }

  @Test("Other names are refused", arguments: [["--log-format", "yaml"], ["--log-level", "4"]])
  func refused(arguments: [String]) {
    #expect(throws: (any Error).self) { try OutputOptions.parse(arguments) }
  }
}
