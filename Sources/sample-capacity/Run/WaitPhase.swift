import Shared

/// `--until-fits`
extension SampleRun {
  /// Takes samples until a build pod fits.
  ///
  /// - Returns: the last one.
  mutating func measureUntilFit() throws -> Measured {
    let limit = command.wait.untilFits?.duration ?? .zero
    let poll = command.wait.poll?.duration ?? .seconds(15)
    let before = report
    var last: Measured?
    let ending = try FitWait(limit: limit, poll: poll, clock: .init(interruption)).run {
      // What an earlier sample had to say counts no longer.
      report = before
      let measured = try measure()
      last = measured
      return measured.sample.estimate.fitsNow ? nil : measured.sample.estimate.why
    } say: { [log] in
      log.notice($0)
    }
    guard let last else { return try measure() }
    if ending == .timeIsOver {
      report.note(
        .tempfail,
        "no build pod fits after \(command.wait.untilFits?.description ?? ""): \(last.sample.estimate.why)")
    }
    return last
  }
}
