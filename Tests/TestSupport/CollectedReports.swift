import Foundation

/// The JSON reports of all programs that tests have run, in `.build/reports`. `make test` checks them afterward against
/// `docs/schemas`, in one process, because starting a checker for each would take longer than the tests.
enum CollectedReports {
  /// Larger ones only repeat the same rows.
  private static let limit = 1 << 20
  private static let beginning = Array(#"{"schema":"podkeeper."#.utf8)

  private static let file: Int32 = {
    let folder = Repository.folder + "/.build/reports"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return open("\(folder)/\(getpid()).jsonl", O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
  }()

  /// - Parameter output: standard output of a program that ended by itself. Ignored unless it is a JSON report.
  static func add(_ output: [UInt8]) {
    guard output.starts(with: beginning), output.count <= limit else { return }
    // A report has line breaks only between its elements.
    let line = output.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 } + [UInt8(ascii: "\n")]
    // One call, so that lines of tests that run at the same time do not mix.
    _ = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  }
}
