import Shared

/// Judges again a pod that could not be deleted as it was judged: by what it is now.
struct Recheck {
  var wanted: MetadataFilter
  var needsDetails: Bool
  /// Whether the selectors still choose the pod; nil if we cannot tell.
  var isSelected: (Pod) -> Bool?
  var judge: (Pod) -> Judgement
}

extension Recheck {
  /// What a pod that could not be deleted as it was judged turns out to be now.
  enum Finding: Equatable {
    case ended(Candidate.Outcome)
    /// The same pod, changed in between, and still to be deleted.
    case matchesStill
    /// The same pod, changed in between; only the server can say whether it is still selected.
    case unknown

    /// - Parameters:
    ///   - pod: as it is now.
    ///   - uid: of the pod that was judged.
    ///   - unanswered: whether a delete of ours got no answer, and may be why the pod is terminating.
    ///   - isSelected: whether the selectors still choose it; nil if that cannot be told.
    ///   - judgement: of the pod as it is now.
    init(pod: Pod, uid: String, unanswered: Bool, isSelected: Bool? = true, judgement: Judgement) {
      if pod.uid != uid {
        self = .ended(.replaced)
      } else if judgement.isDelete, isSelected != false {
        // Also one that is stuck terminating.
        self = isSelected == nil ? .unknown : .matchesStill
      } else if pod.deletionTimestamp != nil {
        self = .ended(unanswered ? .deleted : .gone)
      } else {
        self = .ended(.kept)
      }
    }
  }
}
