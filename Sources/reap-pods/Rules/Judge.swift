import Shared

/// Makes the whole decision about one pod: first the guards, then the first verdict of the active rules.
///
/// A pod that is stuck terminating takes two steps: this function keeps it, and `nodeToAsk` names its node;
/// `judgeStuckTerminating` decides once the state of that node is known.
///
/// - Parameter now: unix seconds.
func judge(_ pod: Pod, policy: Policy, live: LiveGenerations, now: Int64) -> Judgment {
  judge(pod, deadlines: pod, policy: policy, live: live, now: now)
}

/// Makes the same decision by deadlines that are known from elsewhere.
func judge(
  _ pod: Pod, deadlines: some DeadlineSource, policy: Policy, live: LiveGenerations, now: Int64
) -> Judgment {
  if let guarded = guardedJudgment(of: pod, policy: policy, now: now) { return guarded }
  var verdicts = VerdictPrecedence(now: now)
  // The rule `expired`: `now > deadline`, even if the pod is in use.
  if policy.deletesExpired { verdicts.add(deadlines.expiry(key: policy.expiryKey), of: .expired) }
  if let rule = policy.foreignGeneration {
    verdicts.add(judgeForeignGeneration(pod, rule: rule, policy: policy, live: live, now: now))
  }
  if !policy.retiredGenerations.isEmpty { verdicts.add(judgeRetiredGeneration(pod, policy: policy)) }
  if let age = policy.finishedAfter { verdicts.add(judgeFinished(pod, after: age, now: now)) }
  if let age = policy.pendingAfter { verdicts.add(judgeStuckPending(pod, after: age, now: now)) }
  for dialect in policy.dialects { verdicts.add(deadlines.readings(in: dialect), of: dialect.reason) }
  return verdicts.judgment
}

/// The judgment of the guards, which keep a pod regardless of the rules; nil if none applies.
///
/// Only the rule `stuck-terminating` applies to a pod that is already terminating.
func guardedJudgment(of pod: Pod, policy: Policy, now: Int64) -> Judgment? {
  if policy.protects(namespace: pod.namespace) { return .keep(.protected, .namespace) }
  if pod.annotations[Policy.mirrorAnnotation] != nil { return .keep(.mirror) }
  if let due = pod.deletionTimestamp { return judgeTerminating(pod, due: due, policy: policy, now: now) }
  return pod.keeps() == true ? .keep(.keepAnnotation) : nil
}

/// The rule `retired-generation`: a pod that carries a generation given to `--retire`, regardless of its name,
/// age or deadline.
func judgeRetiredGeneration(_ pod: Pod, policy: Policy) -> Judgment {
  guard let generation = pod.generation(key: policy.generationKey),
    policy.retiredGenerations.contains(generation)
  else { return .keep(.notOurs) }
  return .delete(.retiredGeneration, .generation(generation))
}
