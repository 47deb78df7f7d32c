import Shared

/// A recorded run of `reap-pods`, with what it knew about the pods that it meant to delete.
struct ReplayedRun: Sendable {
  /// The time by which it judged, in unix seconds; nil if the run was killed, and so never said.
  var now: Int64?
  /// Its order among runs and samples, in unix seconds.
  var time: Int64
  var targets: [Target] = []

  struct Target: Sendable {
    var pod: RecordedPod
    /// When `reap-pods` deleted it, or found it gone, in unix seconds; nil if it did neither.
    var deleted: Int64?
    /// What it requested, in thousandths of a core; nil if the run did not learn it.
    var cpuMilli: Int64?
  }
}

/// What a sample recorded about build pods.
struct ReplayedSample: Sendable {
  /// In unix seconds.
  var time: Int64
  var changes: [Change] = []

  enum Change: Sendable {
    /// A new pod, or something new about a known one.
    case seen(RecordedPod)
    /// By UID: it is not there any more.
    case gone(String)
  }
}
