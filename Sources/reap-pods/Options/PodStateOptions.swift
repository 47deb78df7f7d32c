import ArgumentParser
import Shared

/// Rules that look at a pod's state, each off unless its option is given.
struct PodStateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Delete pods that succeeded or failed longer ago than this, unless they have a controller (rule "
        + "finished; default: off).",
      valueName: "duration"),
    transform: duration)
  var finishedAfter: DurationArgument?

  @Option(
    help: ArgumentHelp(
      "Delete pods created longer ago than this that are still Pending and never ran a container, unless "
        + "they have a controller (rule stuck-pending; default: off).",
      valueName: "duration"),
    transform: duration)
  var pendingAfter: DurationArgument?

  @Option(
    help: ArgumentHelp(
      "Remove pods that are still there this long after they should have been gone, if their node is gone "
        + "or marked out-of-service, except pods of a StatefulSet (rule stuck-terminating; default: off).",
      valueName: "duration"),
    transform: duration)
  var forceAfter: DurationArgument?

  @Flag(
    help: "With --force-after: also treat a node as gone if it has not been Ready for that long.")
  var forceNotReady = false

  func validate() throws {
    if forceNotReady, forceAfter == nil { throw ValidationError("--force-not-ready needs --force-after") }
  }

  var isEmpty: Bool { finishedAfter == nil && pendingAfter == nil && forceAfter == nil }

  var stuckTerminating: StuckTerminatingPolicy? {
    forceAfter.map { StuckTerminatingPolicy(after: $0.seconds, evenNotReady: forceNotReady) }
  }
}
