/// How a report is written to standard output.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text
  case json
}

/// What a run did, for people and for machines, whichever tool it was.
public protocol RunReport {
  var status: ExitStatus { get set }
  /// Why the status is not `ok`, in words.
  var errors: [String] { get set }
  var warnings: Warnings { get set }
  /// The kubeconfig's, if there is one.
  var context: String? { get }
  /// What the last line on standard error counts.
  var counterLine: String { get }
  /// What the metrics file says beside what every tool says; zeros are written too.
  var metricFamilies: [MetricFamily] { get }

  func writeText(to output: StandardOutput) throws
  func writeJSON(to output: StandardOutput) throws
}

extension RunReport {
  /// An error that ends the run, or a part of it.
  public mutating func note(_ error: any Error) {
    note(ExitStatus(of: error), "\(error)")
  }

  public mutating func note(_ status: ExitStatus, _ error: String) {
    self.status.combine(with: status)
    errors.append(error)
  }

  /// A run that a signal or the deadline ended is not done.
  public mutating func note(_ interruption: Interruption) {
    if let cause = interruption.cause { note(.tempfail, "the run was ended by \(cause)") }
  }

  public func write(_ format: ReportFormat, to output: StandardOutput) throws {
    switch format {
    case .text: try writeText(to: output)
    case .json: try writeJSON(to: output)
    }
    try output.flush()
  }

  /// To people, on standard error.
  func log(to log: Log) {
    warnings.log(to: log)
    for error in errors { log.error(error) }
  }

  /// Messages that did not reach standard error.
  mutating func count(lost: Int, _ log: Log) {
    guard lost > 0 else { return }
    let warning = Warning(message: "\(lost) messages were lost: nobody read standard error in time")
    warnings.append(warning)
    log.warning(warning.line)
  }

  /// An output that could not be written.
  mutating func failed(to action: String, _ error: any Error, _ log: Log) {
    log.error("\(error) (could not \(action))")
    status.combine(with: ExitStatus(of: error, or: .ioerr))
  }

  /// How the run ended, as the reports' member `exit` says it.
  public var exitJSON: JSONValue {
    [
      "code": .integer(Int64(status.rawValue)), "name": .string(status.name),
      "messages": .array(errors.map { .string($0) }),
    ]
  }
}
