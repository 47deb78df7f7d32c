import Foundation

/// Third-party clients and schemas, which `make setup-tests` installs in `.build/python`.
public enum Python {
  private static let environment = Repository.folder + "/.build/python"
  private static let scripts = Repository.folder + "/Tests/Python"
  private static let interpreter = environment + "/bin/python"

  /// Whether it is installed with the versions in `requirements.txt`. If not, tests that need it are skipped.
  public static let isThere: Bool = {
    let wanted = try? String(contentsOfFile: scripts + "/requirements.txt", encoding: .utf8)
    let present = try? String(contentsOfFile: environment + "/requirements.txt", encoding: .utf8)
    return wanted != nil && wanted == present
  }()

  /// Runs a script of `Tests/Python`.
  public static func run(
    _ script: String, _ arguments: [String], environment: [String: String] = [:]
  ) async throws -> CommandRun {
    try await CommandRun(
      interpreter, ["-B", "\(scripts)/\(script)"] + arguments, environment: environment)
  }

  /// Runs a module that `requirements.txt` names.
  public static func run(module: String, _ arguments: [String]) async throws -> CommandRun {
    try await CommandRun(interpreter, ["-m", module] + arguments)
  }
}
