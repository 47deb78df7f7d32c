import Shared
import Testing

@Suite("Server versions", .timeLimit(.minutes(15)))
struct ServerVersionTests {
  private func version(_ major: String, _ minor: String) throws -> ServerVersion {
    try ServerVersion(
      json: JSONCursor(["gitVersion": "v", "major": .string(major), "minor": .string(minor)]))
  }

  @Test(
    "Servers stream lists from 1.34 on",
    arguments: [
      ("1", "33", false), ("1", "34", true), ("1", "28+", false), ("1", "36+", true), ("2", "0", true),
    ])
  func streaming(major: String, minor: String, streams: Bool) throws {
    #expect(try version(major, minor).streamsLists == streams)
  }

  @Test("A version without numbers is an error that names the field")
  func odd() {
    #expect(throws: JSONError(path: "minor", problem: "expected a number")) { try version("1", "x") }
  }
}
