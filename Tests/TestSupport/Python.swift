import Foundation

/// Google's own Python client, which `make setup-tests` puts into `.build/python`.
public enum Python {
  private static let repository: String = {
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  }()

  private static let environment = repository + "/.build/python"
  private static let scripts = repository + "/Tests/Python"

  /// Whether it is there, and is what `requirements.txt` asks for. Tests that need it are skipped otherwise.
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
      Self.environment + "/bin/python", ["-B", "\(scripts)/\(script)"] + arguments, environment: environment)
  }
}
