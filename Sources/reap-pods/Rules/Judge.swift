import Shared

/// The whole decision about one pod: what guards it, else the first of the active rules' verdicts.
///
/// A pod that is stuck terminating is decided on in two steps: here it is kept, and `nodeToAsk` names its
/// node; `judgeStuckTerminating` says the rest once that node has been asked for.
///
/// - Parameter now: unix seconds.
func judge(_ pod: Pod, policy: Policy, live: LiveGenerations, now: Int64) -> Judgement {
  if let guarded = guardedJudgement(of: pod, policy: policy, now: now) { return guarded }
  var verdicts = Verdicts(now: now)
  if policy.deletesExpired { verdicts.add(expiryReading(of: pod, policy: policy), of: .expired) }
  if let rule = policy.foreignGeneration {
    verdicts.add(judgeForeignGeneration(pod, rule: rule, policy: policy, live: live, now: now))
  }
  if !policy.retiredGenerations.isEmpty { verdicts.add(judgeRetiredGeneration(pod, policy: policy)) }
  if let age = policy.finishedAfter { verdicts.add(judgeFinished(pod, after: age, now: now)) }
  if let age = policy.pendingAfter { verdicts.add(judgeStuckPending(pod, after: age, now: now)) }
  for dialect in policy.dialects { verdicts.add(dialect.readings(of: pod), of: dialect.reason) }
  return verdicts.judgement
}
