import Shared

/// The rule `expired`: `now > deadline`, whoever uses the pod.
///
/// The ancestor's `cleanUpOldPods`; a deadline of 0 or before 1970 is past there too.
func judgeExpired(_ pod: Pod, policy: Policy, now: Int64) -> Judgement {
  switch Deadline(annotation: pod.annotations[policy.expiryKey]) {
  case .none: return .keep(.noDeadline)
  case .unreadable(let why):
    var judgement = Judgement.keep(.invalidDeadline, .unreadable(why: why))
    judgement.lints = ["annotation \(policy.expiryKey) \(why), so the pod does not expire"]
    return judgement
  case .at(let deadline):
    let fact = Judgement.Fact.deadline(unixSeconds: deadline)
    var judgement = now > deadline ? Judgement.delete(.expired, fact) : .keep(.notExpired, fact)
    if deadline <= 0 {
      judgement.lints = ["annotation \(policy.expiryKey) is \(deadline): before 1970, and so past"]
    }
    return judgement
  }
}
