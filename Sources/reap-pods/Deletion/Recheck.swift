import Shared

/// Judges a pod again by its current state, because it could not be deleted as it was judged.
struct Recheck {
  /// Unix seconds.
  let now: Int64
  /// The keys that the rules and the selector look up in a pod.
  let wanted: MetadataFilter
  private let policy: Policy
  private let selection: SelectionOptions
  private let live: LiveGenerations
  private let nodes: [String: NodeState]

  init(
    _ policy: Policy, _ selection: SelectionOptions, live: LiveGenerations, nodes: [String: NodeState],
    now: Int64
  ) {
    self.now = now
    self.policy = policy
    self.selection = selection
    self.live = live
    self.nodes = nodes
    wanted = policy.metadataFilter(with: selection.selector)
  }

  var needsDetails: Bool { policy.needsDetails }

  func judgment(of pod: Pod) -> Judgment {
    let first = judge(pod, policy: policy, live: live, now: now)
    return judgeStuckTerminating(first, nodes: nodes, policy: policy, now: now)
  }

  /// Whether the selectors still match the pod; nil if only the server can tell.
  func isSelected(_ pod: Pod) -> Bool? {
    guard selection.selector?.matches(pod.labels) != false else { return false }
    return selection.fieldSelector == nil ? true : nil
  }
}

extension Recheck {
  /// What a recheck finds.
  enum Finding: Equatable {
    case ended(Candidate.Outcome)
    /// The same pod, changed in the meantime, which should still be deleted.
    case matchesStill
    /// The same pod, changed in the meantime; only the server can tell whether it is still selected.
    case unknown

    /// - Parameters:
    ///   - pod: its current state.
    ///   - uid: the UID of the pod that was judged.
    ///   - unanswered: whether a delete of ours got no answer, and may be why the pod is terminating.
    ///   - isSelected: whether the selectors still match it; nil if unknown.
    ///   - judgment: the judgment of its current state.
    init(pod: Pod, uid: String, unanswered: Bool, isSelected: Bool? = true, judgment: Judgment) {
      if pod.uid != uid {
        self = .ended(.replaced)
      } else if judgment.isDelete, isSelected != false {
        // This includes a pod that is stuck terminating.
        self = isSelected == nil ? .unknown : .matchesStill
      } else if pod.deletionTimestamp != nil {
        self = .ended(unanswered ? .deleted : .gone)
      } else {
        self = .ended(.kept)
      }
    }
  }
}
