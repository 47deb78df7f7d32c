import Shared

/// What a pod that could not be deleted as it was judged turns out to be now.
enum SecondLook: Equatable {
  case ended(Candidate.Outcome)
  /// The same pod, changed in between, and still to be deleted.
  case matchesStill

  /// - Parameters:
  ///   - pod: as it is now.
  ///   - uid: of the pod that was judged.
  ///   - unanswered: whether a delete of ours got no answer, and may be why the pod is terminating.
  ///   - judgement: of the pod as it is now.
  init(pod: Pod, uid: String, unanswered: Bool, judgement: Judgement) {
    if pod.uid != uid {
      self = .ended(.replaced)
    } else if judgement.isDelete {
      // Also one that is stuck terminating.
      self = .matchesStill
    } else if pod.deletionTimestamp != nil {
      self = .ended(unanswered ? .deleted : .gone)
    } else {
      self = .ended(.kept)
    }
  }
}
