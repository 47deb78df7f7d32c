import Subprocess

/// The result of a command.
public struct CommandRun: Sendable {
  /// The exit status, or 128 plus the number of the signal that ended the command.
  public let code: Int32
  public let output: [UInt8]
  public let errorText: String

  public var text: String { String(decoding: output, as: UTF8.self) }

  /// Runs a command without standard input. A name without a slash is looked up in `PATH`.
  ///
  /// - Parameters:
  ///   - kills: whether the command is ended by SIGKILL.
  ///   - whileItRuns: called while the command runs; may end it with SIGTERM.
  public init(
    _ name: String, _ arguments: [String], environment: [String: String] = [:], limit: Int = 64 << 20,
    kills: Bool = false, whileItRuns: ((_ terminate: () throws -> Void) async throws -> Void)? = nil
  ) async throws {
    let variables = environment.map { (Environment.Key(stringLiteral: $0.key), Optional($0.value)) }
    let result = try await run(
      // `env` accepts names and paths, and replaces itself with the command.
      .name("env"), arguments: Arguments([name] + arguments),
      environment: .inherit.updating(Dictionary(uniqueKeysWithValues: variables)),
      input: .none, output: .bytes(limit: limit), error: .string(limit: 1 << 20)
    ) { execution in
      try await whileItRuns? { try execution.send(signal: kills ? .kill : .terminate) }
    }
    switch result.terminationStatus {
    case .exited(let code): self.code = Int32(code)
    case .signaled(let number): code = 128 + Int32(number)
    }
    output = result.standardOutput
    errorText = result.standardError
    if case .exited = result.terminationStatus { CollectedReports.add(output) }
  }
}
