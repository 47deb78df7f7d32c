import Foundation
import TestSupport
import Testing

/// What a user sees at the terminal, compared with a golden file in `Tests/Transcripts`.
///
/// A transcript shows each command after `$`, then its standard output, its standard error after `2>`, and its exit
/// code in brackets unless it is 0. Ports, times, ages, Audit-IDs and temporary folders are replaced by words.
///
/// To write the files anew instead of comparing them, name their folder:
/// `UPDATE_TRANSCRIPTS=$PWD/Tests/Transcripts swift test --filter Transcript`.
struct Transcript {
  private let name: String
  private var text = ""
  private var replacements: [(Regex<AnyRegexOutput>, String)] = []

  /// - Parameter name: the file's name without `.txt`.
  init(_ name: String) { self.name = name }

  /// Also replaces what differs from run to run, from here on. The pattern is a regular expression.
  mutating func replace(_ pattern: String, with word: String) throws {
    replacements.append((try Regex(pattern), word))
  }

  /// Runs a program on a cluster and adds what it printed.
  ///
  /// - Parameter comment: what the command is for.
  @discardableResult
  mutating func run(
    _ program: String, _ arguments: String..., on cluster: Cluster, environment: [String: String] = [:],
    comment: String? = nil
  ) async throws -> CommandRun {
    let run = try await CommandRun(
      Cluster.program(program), ["--kubeconfig", cluster.kubeconfig] + arguments, environment: environment)
    add(Self.command(program, arguments), run, comment: comment)
    return run
  }

  /// Runs a program without a cluster, or with options of its own for one, and adds what it printed.
  @discardableResult
  mutating func run(
    _ program: String, _ arguments: String..., environment: [String: String] = [:], comment: String? = nil
  ) async throws -> CommandRun {
    let run = try await CommandRun(Cluster.program(program), arguments, environment: environment)
    add(Self.command(program, arguments), run, comment: comment)
    return run
  }

  mutating func add(_ command: String, _ run: CommandRun, comment: String? = nil) {
    add(command, output: run.text, errors: run.errorText, code: run.code, comment: comment)
  }

  /// Adds what a command printed, for example in a pseudo-terminal.
  mutating func add(
    _ command: String, output: String, errors: String = "", code: Int32 = 0, comment: String? = nil
  ) {
    if !text.isEmpty { text += "\n" }
    if let comment { text += "# \(comment)\n" }
    text += steady("$ \(command)\n")
    text += Self.lines(steady(output)).map { $0 + "\n" }.joined()
    text += Self.lines(steady(errors)).map { "2> \($0)\n" }.joined()
    if code != 0 { text += "[\(code)]\n" }
  }

  /// Compares with the golden file, or writes it if `UPDATE_TRANSCRIPTS` names a folder.
  func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
    if let folder = ProcessInfo.processInfo.environment["UPDATE_TRANSCRIPTS"] {
      return try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name).txt"))
    }
    let golden = try? Repository.text("Tests/Transcripts/\(name).txt")
    #expect(text == golden, "Tests/Transcripts/\(name).txt differs", sourceLocation: sourceLocation)
  }

  private static func command(_ program: String, _ arguments: [String]) -> String {
    ([program] + arguments.map { $0.contains(/[^A-Za-z0-9_.\/:=@%+,-]/) || $0.isEmpty ? "'\($0)'" : $0 })
      .joined(separator: " ")
  }

  private static func lines(_ text: String) -> [Substring] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.last == "" ? lines.dropLast() : lines
  }

  private func steady(_ text: String) -> String {
    let usual = text.replacing(/127\.0\.0\.1:\d{4,5}/, with: "127.0.0.1:PORT")
      .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/, with: "TIME")
      .replacing(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, with: "UUID")
      .replacing(/\/\S*podkeeper-test-UUID/, with: "FOLDER")
      .replacing(/\/\S*podkeeper-test-[0-9A-F-]{36}/, with: "FOLDER")
      .replacing(/(\d+[dhms])+ ago/, with: "AGE ago")
    return replacements.reduce(usual) { $0.replacing($1.0, with: $1.1) }
  }
}
