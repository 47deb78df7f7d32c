import Testing

@testable import Shared

@Suite("Metrics about every run", .timeLimit(.minutes(15)))
struct RunMetricsTests {
  private func text(_ status: Shared.ExitStatus, lastSuccess: Double? = nil) -> String {
    let run = RunMetrics(time: 1_795_457_719, duration: 1.5, status: status)
    return PrometheusText.text(run.families(lastSuccess: lastSuccess))
  }

  @Test("A successful run sets the time of the last success")
  func success() {
    #expect(
      text(.ok, lastSuccess: 1000) == """
        # HELP podkeeper_run_duration_seconds How long the last run took.
        # TYPE podkeeper_run_duration_seconds gauge
        podkeeper_run_duration_seconds 1.5
        # HELP podkeeper_run_exit_code The exit code of the last run.
        # TYPE podkeeper_run_exit_code gauge
        podkeeper_run_exit_code 0
        # HELP podkeeper_run_last_success_timestamp_seconds When a run last ended with exit code 0.
        # TYPE podkeeper_run_last_success_timestamp_seconds gauge
        podkeeper_run_last_success_timestamp_seconds 1.795457719e+09
        # HELP podkeeper_run_success Whether the last run ended with exit code 0.
        # TYPE podkeeper_run_success gauge
        podkeeper_run_success 1
        # HELP podkeeper_run_timestamp_seconds When the last run ended.
        # TYPE podkeeper_run_timestamp_seconds gauge
        podkeeper_run_timestamp_seconds 1.795457719e+09

        """)
  }

  @Test(
    "Any other exit code keeps the time of the last success",
    arguments: Shared.ExitStatus.allCases.filter { $0 != .ok })
  func failure(status: Shared.ExitStatus) {
    let text = text(status, lastSuccess: 1000)
    #expect(text.contains("\npodkeeper_run_success 0\n"))
    #expect(text.contains("\npodkeeper_run_exit_code \(status.rawValue)\n"))
    #expect(text.contains("\npodkeeper_run_last_success_timestamp_seconds 1000\n"))
  }

  @Test("Before the first success there is no time of a success")
  func never() {
    #expect(!text(.tempfail).contains("podkeeper_run_last_success"))
  }
}
