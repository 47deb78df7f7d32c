import ArgumentParser
import Shared

/// Waiting until a build pod fits.
struct WaitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take samples until a build pod fits, for at most this long; then exit with 75. The last sample is reported "
        + "and written. The default of --deadline becomes this time plus 1m.",
      valueName: "duration"),
    transform: duration)
  var untilFits: DurationArgument?

  @Option(
    help: ArgumentHelp(
      "With --until-fits, the time between samples (default: 15s). It is longer if a sample takes long, to spare "
        + "the API server: at least 20 times as long as the last one took.",
      valueName: "duration"),
    transform: duration)
  var poll: DurationArgument?

  func validate() throws {
    if untilFits == nil, poll != nil { throw ValidationError("--poll needs --until-fits") }
    if untilFits?.seconds == 0 { throw ValidationError("--until-fits must be at least 1s") }
    if poll?.seconds == 0 { throw ValidationError("--poll must be at least 1s") }
  }

  /// A command's `validate()` must call this.
  func validate(beside snapshot: SnapshotOptions, _ requests: RequestOptions) throws {
    guard let untilFits else { return }
    if snapshot.isGiven { throw ValidationError("--until-fits cannot be combined with --snapshot") }
    if let deadline = requests.givenDeadline, deadline.seconds < untilFits.seconds {
      throw ValidationError("--deadline \(deadline) ends the run before --until-fits \(untilFits) is over")
    }
  }

  /// How long the run may take.
  func deadline(_ requests: RequestOptions) -> DurationArgument {
    requests.deadline(besides: untilFits, rest: 60)
  }
}
