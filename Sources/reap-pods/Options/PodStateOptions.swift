import ArgumentParser
import Shared

/// Rules that look at how a pod is doing, each off unless its option is given.
struct PodStateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Delete pods that succeeded or failed longer ago than this, unless a controller owns them (rule "
        + "finished; default: off).",
      valueName: "duration"),
    transform: duration)
  var finishedAfter: DurationArgument?

  @Option(
    help: ArgumentHelp(
      "Delete pods that were created longer ago than this and are still Pending, no container of theirs "
        + "having ever run, unless a controller owns them (rule stuck-pending; default: off).",
      valueName: "duration"),
    transform: duration)
  var pendingAfter: DurationArgument?

  @Option(
    help: ArgumentHelp(
      "Remove pods that should have been gone longer ago than this, if their node is gone or marked "
        + "out-of-service; not those of a StatefulSet (rule stuck-terminating; default: off).",
      valueName: "duration"),
    transform: duration)
  var forceAfter: DurationArgument?

  @Flag(
    help: "With --force-after: a node that has not been Ready for so long counts as gone too.")
  var forceNotReady = false

  func validate() throws {
    if forceNotReady, forceAfter == nil { throw ValidationError("--force-not-ready needs --force-after") }
  }

  var isEmpty: Bool { finishedAfter == nil && pendingAfter == nil && forceAfter == nil }

  var stuckTerminating: StuckTerminatingPolicy? {
    forceAfter.map { StuckTerminatingPolicy(after: $0.seconds, evenNotReady: forceNotReady) }
  }
}
