import Foundation

/// The options of a program, as it describes them.
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

    /// The name as it is typed.
    var spellings: [String] { (names ?? []).map { ($0.kind == "short" ? "-" : "--") + $0.name } }
  }

  public static let programs = ["reap-pods", "sample-capacity", "create-metrics"]

  private let command: Command

  /// Gets the description from the built program.
  public static func of(_ program: String) async throws -> ProgramInterface {
    let run = try await CommandRun(Repository.program(program), ["--experimental-dump-help"])
    return try JSONDecoder().decode(ProgramInterface.self, from: Data(run.output))
  }

  /// The names of each visible option, such as `["-n", "--namespace"]`.
  public var spellings: [[String]] { command.arguments.filter(\.shouldDisplay).map(\.spellings) }

  /// The names of all visible options.
  public var options: Set<String> { Set(spellings.joined()) }

  /// - Parameter option: such as `--deadline`
  public func defaultValue(of option: String) -> String? {
    guard let argument = command.arguments.first(where: { $0.spellings.contains(option) }) else { return nil }
    let written = argument.abstract?.firstMatch(of: /\(default: ([^)]+)\)/).map { String($0.output.1) }
    return argument.defaultValue ?? written
  }
}
