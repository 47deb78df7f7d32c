import Shared

/// One run: list nodes and pods, sum them up, and write the sample.
struct SampleRun {
  let command: SampleCapacity
  let interruption: Interruption
  let log: Log
  var report = SampleReport()

  init(_ command: SampleCapacity, interruption: Interruption, log: Log) {
    self.command = command
    self.interruption = interruption
    self.log = log
  }

  /// Whatever happens, there is a report.
  func run() -> SampleReport {
    var run = self
    do { try run.sample() } catch { run.report.note(error) }
    run.report.note(interruption)
    return run.report
  }

  private mutating func sample() throws {
    let sample = CapacitySample()
    report.cluster.name = command.metrics.clusterLabel(context: report.context)
    report.sample = sample
    report.written = write(sample, of: report.cluster)
    for row in report.written { report.status = report.status.combined(with: row.status) }
  }
}
