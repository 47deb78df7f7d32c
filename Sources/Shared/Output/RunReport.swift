/// What a run of any tool did, for people and for programs.
public protocol RunReport {
  var status: ExitStatus { get set }
  /// Why the status is not `ok`.
  var errors: [String] { get set }
  var warnings: Warnings { get set }
  /// The kubeconfig's context, if any.
  var context: String? { get }
  /// The counts for the last line on standard error.
  var counterLine: String { get }
  /// The tool's own metrics, including zeros.
  var metricFamilies: [MetricFamily] { get }

  /// The report for programs.
  var json: ReportJSON { get }

  func writeText(to output: StandardOutput, style: TextStyle) throws
  /// Writes `-o name`. Only reap-pods has names.
  func writeNames(to output: StandardOutput) throws
}

extension RunReport {
  /// Adds an error that ended the run, or a part of it.
  public mutating func note(_ error: any Error) {
    note(ExitStatus(of: error), "\(error)")
  }

  public mutating func note(_ status: ExitStatus, _ error: String) {
    self.status.combine(with: status)
    errors.append(error)
  }

  /// Marks a run that a signal or the deadline ended as incomplete.
  public mutating func note(_ interruption: Interruption) {
    guard let cause = interruption.cause else { return }
    note(.tempfail, cause == .deadline ? "the deadline ended the run" : "interrupted (\(cause))")
  }

  public func write(_ format: ReportFormat, to output: StandardOutput) throws {
    switch format {
    case .text: try writeText(to: output, style: TextStyle(width: output.terminalWidth))
    case .wide: try writeText(to: output, style: TextStyle(isWide: true))
    case .json: try json.writeJSON(ending: ending, to: output)
    case .jsonl: try json.writeJSONLines(ending: ending, to: output)
    case .yaml: try json.writeYAML(ending: ending, to: output)
    case .name: try writeNames(to: output)
    }
    try output.flush()
  }

  public func writeNames(to output: StandardOutput) throws {}

  /// The last members of every report for programs.
  private var ending: [JSONValue.Member] { warnings.json + [.init("exit", exitJSON)] }

  /// Logs errors and warnings to standard error.
  func log(to log: Log) {
    warnings.log(to: log)
    for error in errors { log.error(error) }
  }

  /// Adds a warning about messages that did not reach standard error.
  mutating func count(lost: Int, _ log: Log) {
    guard lost > 0 else { return }
    let warning = Warning(message: "\(lost) messages were lost: nobody read standard error in time")
    warnings.append(warning)
    log.warning(warning.line)
  }

  /// Adds an error about an output that could not be written.
  mutating func failed(to action: String, _ error: any Error, _ log: Log) {
    log.error("could not \(action): \(error)")
    status.combine(with: ExitStatus(of: error, or: .ioerr))
  }

  /// The reports' member `exit`.
  var exitJSON: JSONValue {
    [
      "code": .integer(Int64(status.rawValue)), "name": .string(status.name),
      "messages": .array(errors.map { .string($0) }),
    ]
  }
}
