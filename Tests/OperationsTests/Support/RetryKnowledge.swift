import Shared

extension Shared.ExitStatus {
  /// Whether a retry soon, with nothing changed, may succeed.
  private var mayPass: Bool {
    switch self {
    case .unavailable, .tempfail, .protocol: true
    case .ok, .differs, .refused, .usage, .data, .noinput, .software, .cantcreat, .ioerr, .noperm, .config:
      false
    }
  }

  /// The exit codes that a unit or a job must not retry.
  static func beyondRetry(of program: String) -> Set<Shared.ExitStatus> {
    Set(
      allCases.filter { status in
        // Only create-metrics --check exits with 1.
        status != .ok && !status.mayPass && (status != .differs || program == "create-metrics")
      })
  }
}
