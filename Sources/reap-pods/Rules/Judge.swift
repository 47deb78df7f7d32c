import Shared

/// The whole decision about one pod: what guards it, else the first of the active rules' verdicts.
///
/// - Parameter now: unix seconds.
func judge(_ pod: Pod, policy: Policy, live: LiveGenerations, now: Int64) -> Judgement {
  if let guarded = guardedJudgement(of: pod, policy: policy) { return guarded }
  var verdicts: [Judgement] = []
  if policy.deletesExpired { verdicts.append(judgeExpired(pod, policy: policy, now: now)) }
  if let rule = policy.foreignGeneration {
    verdicts.append(
      judgeForeignGeneration(pod, expiryKey: policy.expiryKey, rule: rule, live: live, now: now))
  }
  guard var first = verdicts.first else { return .keep(.notOurs) }
  for next in verdicts.dropFirst() where next.comesBefore(first) { first = next }
  first.lints = verdicts.flatMap(\.lints)
  return first
}
