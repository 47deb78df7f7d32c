import Synchronization

/// What is known so far for the metrics file. A run that is forced to end writes it too.
final class RunFigures: Sendable {
  private struct Known {
    var file: MetricsFile?
    var families: [MetricFamily] = []
    var status = ExitStatus.ok
  }

  private let began = ContinuousClock.now
  private let known: Mutex<Known>

  /// - Parameter file: nil if none was requested.
  init(_ file: MetricsFile?) { known = Mutex(Known(file: file)) }

  /// The exit status of what the run has reported so far.
  var status: ExitStatus { known.withLock(\.status) }

  /// - Parameter file: the file with the cluster's name, once the report has it.
  func note(_ report: some RunReport, _ file: MetricsFile?) {
    let (status, families) = (report.status, file == nil ? [] : report.metricFamilies)
    known.withLock { $0 = Known(file: file, families: families, status: status) }
  }

  func write(_ status: ExitStatus) throws(AtomicFileError) {
    let known = known.withLock { $0 }
    let figures = RunMetrics(
      time: WallClock.now(), duration: (ContinuousClock.now - began) / .seconds(1), status: status)
    try known.file?.write(figures, known.families)
  }
}
