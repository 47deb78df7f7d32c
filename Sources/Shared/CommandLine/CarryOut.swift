import Glibc

/// Carries out a run and ends the process: messages, the report, the metrics file, and last the counter line.
///
/// - Parameter run: whatever happens, it gives a report.
public func carryOut<Report: RunReport>(
  tool: String, deadline: DurationArgument, _ metrics: MetricsFileOptions, _ output: OutputOptions,
  _ run: (Interruption, Log) -> Report
) -> Never {
  occupyStandardDescriptors()
  ignoreSignalsOfWriting()
  let began = ContinuousClock.now
  let log = output.log(tool: tool, environment: processEnvironment())
  var report = run(Interruption(deadline: deadline.duration), log)
  report.tell(log)
  do { try report.write(output.output, to: StandardOutput()) } catch {
    report.failed(to: "write the report", error, log)
  }
  let file = metrics.file(tool: tool, context: report.context)
  let figures = RunMetrics(
    time: WallClock.now(), duration: (ContinuousClock.now - began) / .seconds(1), status: report.status)
  do { try file?.write(figures, report.metricFamilies) } catch {
    report.failed(to: "write the metrics file", error, log)
  }
  log.notice("\(report.counterLine); exit \(report.status.rawValue) \(report.status.name)")
  // Not by throwing an ExitCode: ArgumentParser would first make the help text, which takes milliseconds. Nor
  // by `exit`: all is written, and the libraries would only tidy up memory that ends here anyway.
  _exit(report.status.rawValue)
}
