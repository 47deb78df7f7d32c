import Shared

extension Shared.ExitStatus {
  /// Whether another try, soon and with nothing changed, may end better.
  private var mayPass: Bool {
    switch self {
    case .unavailable, .tempfail, .protocol: true
    case .ok, .differs, .refused, .usage, .data, .noinput, .software, .cantcreat, .ioerr, .noperm, .config:
      false
    }
  }

  /// What a unit or a job must not try again.
  static func beyondRetry(of program: String) -> Set<Shared.ExitStatus> {
    Set(
      allCases.filter { status in
        // Only create-metrics --check ends with 1.
        status != .ok && !status.mayPass && (status != .differs || program == "create-metrics")
      })
  }
}
