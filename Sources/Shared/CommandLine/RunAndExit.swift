import Glibc

/// One run of a tool.
public protocol ToolRun {
  associatedtype Report: RunReport

  /// What the run has done so far. It is written even if the run fails.
  var report: Report { get set }

  mutating func run() throws

  /// Keeps a record of the run, whose report is complete now but not written yet. Problems go into the report.
  mutating func record()
}

extension ToolRun {
  public mutating func record() {}
}

/// Carries out a run, writes messages, the report, the metrics file and last the counter line, and ends the process.
public func runAndExit<Run: ToolRun>(
  tool: String, deadline: DurationArgument, _ metrics: MetricsFileOptions, _ output: OutputOptions,
  _ prepare: (Interruption, Log) -> Run
) -> Never {
  occupyStandardDescriptors()
  ignoreSignalsOfWriting()
  let interruption = Interruption(deadline: deadline.duration)
  let messages = MessageOutput(interruption: interruption)
  let environment = processEnvironment()
  let log = output.log(tool: tool, environment: environment, messages: messages)
  let figures = RunFigures(metrics.file(tool: tool, context: nil))
  interruption.watch(atSecondSignal: log.progress.erase) {
    let status = figures.status.combined(with: .tempfail)
    // Log first, because writing the metrics file may block.
    log.error("forced to end: the run took too long to stop after a signal or the deadline")
    try? figures.write(status)
    return status
  }
  var run = prepare(interruption, log)
  do { try run.run() } catch { run.report.note(error) }
  run.report.note(interruption)
  run.record()
  var report = run.report
  report.log(to: log)
  report.count(lost: messages.lost, log)
  figures.note(report, metrics.file(tool: tool, context: report.context))
  if report.status != .usage {
    do {
      let people =
        output.output.isForPeople ? TextForPeople(colors: output.colorsReport(environment: environment)) : nil
      try report.write(output.output, to: StandardOutput(for: people, until: { interruption.lastMoment }))
    } catch {
      report.failed(to: "write the report", error, log)
    }
  }
  do { try figures.write(report.status) } catch {
    report.failed(to: "write the metrics file", error, log)
  }
  log.notice("\(report.counterLine); exit \(report.status.rawValue) \(report.status.name)")
  // Not by throwing an ExitCode, for which ArgumentParser would first build the help text, which takes milliseconds. Not
  // by `exit`, for which libraries would only free memory.
  _exit(report.status.rawValue)
}
