import Foundation

/// The options of a program, as it says itself.
public struct ProgramInterface: Decodable, Sendable {
  private struct Command: Decodable {
    var arguments: [Argument]
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }

    var names: [Name]?
    var abstract: String?
    var defaultValue: String?
    var shouldDisplay: Bool

    /// As one types them.
    var spellings: [String] { (names ?? []).map { ($0.kind == "short" ? "-" : "--") + $0.name } }
  }

  public static let programs = ["reap-pods", "sample-capacity", "create-metrics"]

  private let command: Command

  /// Asks the built program.
  public static func of(_ program: String) async throws -> ProgramInterface {
    let run = try await CommandRun(Repository.program(program), ["--experimental-dump-help"])
    return try JSONDecoder().decode(ProgramInterface.self, from: Data(run.output))
  }

  /// The names of each option, hidden ones left out: `["-n", "--namespace"]`.
  public var spellings: [[String]] { command.arguments.filter(\.shouldDisplay).map(\.spellings) }

  /// All of these names.
  public var options: Set<String> { Set(spellings.joined()) }

  /// - Parameter option: `--deadline`
  public func defaultValue(of option: String) -> String? {
    guard let argument = command.arguments.first(where: { $0.spellings.contains(option) }) else { return nil }
    let written = argument.abstract?.firstMatch(of: /\(default: ([^)]+)\)/).map { String($0.output.1) }
    return argument.defaultValue ?? written
  }
}
