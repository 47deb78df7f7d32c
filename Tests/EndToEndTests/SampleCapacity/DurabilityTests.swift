import Foundation
import Glibc
import TestSupport
import Testing

@Suite("sample-capacity: durable files", .timeLimit(.minutes(15)))
struct DurabilityTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func command(_ to: String...) throws -> [String] {
    let items = [Sampling.node("n"), Sampling.pod("a", node: "n", #""cpu":"1""#)].joined(separator: ",")
    let list = try folder.write("list.json", #"{"apiVersion":"v1","kind":"List","items":[\#(items)]}"#)
    return [Repository.program("sample-capacity"), "--snapshot", list] + to.flatMap { ["--to", $0] }
  }

  @Test(
    "If a CSV file has no room for all lines of a sample, it gets no part of them: 74",
    arguments: ["csv", "csv-long"])
  func halfLine(kind: String) async throws {
    let table = folder.path + "/x.csv"
    let command = try command("\(kind):\(table)")
    #expect(try await CommandRun(command[0], Array(command[1...])).code == 0)
    let before = try String(contentsOfFile: table, encoding: .utf8)
    let run = try await CommandRun("prlimit", ["--fsize=\(before.utf8.count + 20)"] + command)
    #expect(run.code == 74, "\(run.errorText)")
    #expect(try String(contentsOfFile: table, encoding: .utf8) == before)
  }

  /// Whether strace can trace programs here.
  private static func canTrace() async throws -> Bool {
    guard geteuid() == 0, InstalledTool.isThere("strace") else { return false }
    return try await CommandRun("strace", ["-e", "trace=none", "true"]).code == 0
  }

  @Test(
    "A file is flushed to disk before it gets its name, and its folder after that; so is a line of CSV",
    .enabled("takes strace, and root") { try await canTrace() })
  func order() async throws {
    let trace = folder.path + "/trace"
    let command = try command("csv:\(folder.path)/x.csv", "prometheus:\(folder.path)/x.prom")
    let run = try await CommandRun(
      "strace", ["-f", "-y", "-o", trace, "-e", "trace=fsync,/^rename"] + command)
    #expect(run.code == 0, "\(run.errorText)")
    let calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").compactMap(call)
    #expect(calls == ["fsync x.csv", "fsync .x.prom.", "rename .x.prom. x.prom", "fsync folder"])
  }

  /// `fsync(5</tmp/x/x.csv>) = 0` as `fsync x.csv`; nil if the line is not a call.
  private func call(_ line: Substring) -> String? {
    guard line.hasSuffix(" = 0") else { return nil }
    let place = line.replacing(folder.path + "/", with: "").replacing(folder.path, with: "folder")
    if let call = place.firstMatch(of: /fsync\(\d+<([^>]*)>\)/) { return "fsync \(anonymous(call.1))" }
    guard place.contains("rename") else { return nil }
    let names = place.matches(of: /"([^"]*)"/).map { anonymous($0.1) }
    return "rename " + names.joined(separator: " ")
  }

  /// Removes the six random letters.
  private func anonymous(_ name: Substring) -> String {
    String(name.hasPrefix(".") ? name.dropLast(6) : name)
  }
}
