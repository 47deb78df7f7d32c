/// The metrics that every tool writes about a run.
public struct RunMetrics: Sendable {
  /// When the run ended: seconds since 1970.
  public let time: Double
  /// In seconds.
  public let duration: Double
  public let status: ExitStatus

  public init(time: Double, duration: Double, status: ExitStatus) {
    self.time = time
    self.duration = duration
    self.status = status
  }

  /// Only exit code 0 is a success. Any other leaves something to do or to look at.
  var hasSucceeded: Bool { status == .ok }

  static let lastSuccessName = "podkeeper_run_last_success_timestamp_seconds"

  /// - Parameter lastSuccess: the last success of earlier runs, in seconds since 1970; nil if there was none.
  func families(lastSuccess: Double?) -> [MetricFamily] {
    var success = MetricFamily(Self.lastSuccessName, help: "When a run last ended with exit code 0.")
    if let last = hasSucceeded ? time : lastSuccess { success.set(last) }
    return [
      MetricFamily("podkeeper_run_timestamp_seconds", help: "When the last run ended.", value: time),
      MetricFamily(
        "podkeeper_run_success", help: "Whether the last run ended with exit code 0.",
        value: hasSucceeded ? 1 : 0),
      success,
      MetricFamily(
        "podkeeper_run_exit_code", help: "The exit code of the last run.", value: Double(status.rawValue)),
      MetricFamily(
        "podkeeper_run_duration_seconds", help: "How long the last run took.", value: duration),
    ]
  }
}
