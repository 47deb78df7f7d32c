import Shared

/// The rule `finished`: a pod that ended long enough ago and has no controller.
///
/// - Parameters:
///   - age: seconds.
///   - now: unix seconds.
func judgeFinished(_ pod: Pod, after age: Int64, now: Int64) -> Judgment {
  guard let details = pod.details, details.phase == .ended else {
    return .keep(.notOurs)
  }
  if let owner = pod.controller { return .keep(.controlled, .owner(owner)) }
  guard let finish = details.finishTime else { return .keep(.noFinishTime) }
  let fact = Judgment.Fact.finished(unixSeconds: finish)
  return havePassed(age, since: finish, now: now) ? .delete(.finished, fact) : .keep(.notExpired, fact)
}

extension PodDetails {
  /// The latest time in the status, because a pod's phase has no time of its own.
  var finishTime: Int64? {
    var latest: Int64?
    for container in containers {
      if let time = container.finishedAt { latest = max(time, latest ?? time) }
    }
    for condition in conditions {
      if let time = condition.lastTransitionTime { latest = max(time, latest ?? time) }
    }
    return latest
  }
}
