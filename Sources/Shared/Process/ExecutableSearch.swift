import Glibc

/// Finds a command's program by a shell's rules.
struct ExecutableSearch {
  /// Colon-separated folders. Relative ones are skipped, as in Go.
  let path: String

  /// nil if there is no such program.
  func find(_ command: String) -> String? {
    if command.contains("/") { return Self.isExecutable(command) ? command : nil }
    return path.split(separator: ":").lazy.filter { $0.hasPrefix("/") }
      .map { "\($0)/\(command)" }.first(where: Self.isExecutable)
  }

  private static func isExecutable(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
