import Foundation
import TestSupport
import Testing

@Suite(
  "The layer check", .enabled(if: InstalledTool.isThere("swiftc")), .timeLimit(.minutes(15)))
struct LayerTests {
  /// A line of code that breaks a rule of the architecture, and the file to add it to.
  struct Violation: CustomTestStringConvertible, Sendable {
    let file: String
    let line: String
    let complaint: String

    var testDescription: String { "\(file): \(line)" }
  }

  private static let violations = [
    Violation(
      file: "Shared/Basics/Text.swift", line: "func planted(_ pod: Pod) {}",
      complaint: "Shared/Basics and the layers below it do not compile alone"),
    // YAML names JSON.
    Violation(
      file: "Shared/JSON/JSONValue.swift", line: "func planted(_ reader: YAMLReader) {}",
      complaint: "Shared/JSON and the layers below it do not compile alone"),
    Violation(
      file: "reap-pods/Report/Summary.swift", line: "let planted = APIServer.deletePod",
      complaint: "only reap-pods/Deletion deletes pods"),
    Violation(
      file: "sample-capacity/Report/AmountText.swift", line: "func planted() { print() }",
      complaint: "only the output types name the standard streams"),
    Violation(
      file: "Shared/HTTP/HTTPDate.swift", line: "import ArgumentParser",
      complaint: "only CommandLine parses arguments"),
    Violation(
      file: "Shared/Files/FileLock.swift", line: "import CJansson",
      complaint: "more or less than one file imports CJansson"),
    Violation(
      file: "Shared/Planted/Planted.swift", line: "let planted = 1",
      complaint: "Shared/Planted has no place among the layers"),
  ]

  @Test("A planted violation fails the check, which names the file", arguments: violations)
  func planted(violation: Violation) async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      atPath: Repository.folder + "/Sources", toPath: folder.path + "/Sources")
    let file = URL(filePath: folder.path + "/Sources/" + violation.file)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    try Data("\(text)\n\(violation.line)\n".utf8).write(to: file)
    let run = try await CommandRun(Repository.folder + "/scripts/check-layers", [folder.path])
    #expect(run.code == 1)
    #expect(run.text.contains(violation.complaint), "\(run.text)")
    let name = violation.file.hasPrefix("Shared/Planted") ? "Shared/Planted" : file.lastPathComponent
    #expect(run.text.contains(name), "\(run.text)")
  }
}
