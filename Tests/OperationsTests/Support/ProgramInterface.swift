import Foundation
import TestSupport

/// The options of a program, as it says itself.
struct ProgramInterface: Decodable {
  struct Command: Decodable {
    var commandName: String
    var arguments: [Argument]
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }

    var names: [Name]?
    var defaultValue: String?
    var shouldDisplay: Bool
  }

  static let programs = ["reap-pods", "sample-capacity", "create-metrics"]

  var command: Command

  /// Asks the built program.
  static func of(_ program: String) async throws -> ProgramInterface {
    let run = try await CommandRun(Repository.program(program), ["--experimental-dump-help"])
    return try JSONDecoder().decode(ProgramInterface.self, from: Data(run.output))
  }

  /// As one types them, hidden ones left out: `--namespace`, `-n`.
  var options: Set<String> {
    Set(
      command.arguments.filter(\.shouldDisplay).flatMap { $0.names ?? [] }
        .map { ($0.kind == "short" ? "-" : "--") + $0.name })
  }

  /// - Parameter option: without its dashes.
  func defaultValue(of option: String) -> String? {
    command.arguments.first { ($0.names ?? []).contains { $0.name == option } }?.defaultValue
  }
}
