import Shared

/// The whole decision about one pod: what guards it, else the first of the active rules' verdicts.
///
/// A pod that is stuck terminating is decided on in two steps: here it is kept, and `nodeToAsk` names its
/// node; `judgeStuckTerminating` says the rest once that node has been asked for.
///
/// - Parameter now: unix seconds.
func judge(_ pod: Pod, policy: Policy, live: LiveGenerations, now: Int64) -> Judgement {
  if let guarded = guardedJudgement(of: pod, policy: policy, now: now) { return guarded }
  var verdicts = VerdictPrecedence(now: now)
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

/// What keeps a pod whatever the rules say; nil if nothing does.
///
/// A pod that is terminating already is nobody's but the rule `stuck-terminating`'s.
func guardedJudgement(of pod: Pod, policy: Policy, now: Int64) -> Judgement? {
  if policy.protects(namespace: pod.namespace) { return .keep(.protected, .namespace) }
  if pod.annotations[Policy.mirrorAnnotation] != nil { return .keep(.mirror) }
  if let due = pod.deletionTimestamp { return judgeTerminating(pod, due: due, policy: policy, now: now) }
  return isToldToBeKept(pod) ? .keep(.keepAnnotation) : nil
}

func isToldToBeKept(_ pod: Pod) -> Bool {
  guard let value = pod.annotations[Policy.keepAnnotation] else { return false }
  return value != "false"
}

/// The deadline of the rule `expired`: `now > deadline`, whoever uses the pod.
///
/// The ancestor's `cleanUpOldPods`; a deadline of 0 or before 1970 is past there too.
func expiryReading(of pod: Pod, policy: Policy) -> PodDeadline {
  let key = policy.expiryKey
  let deadline = Deadline(annotation: pod.annotations[key])
  guard case .at(let seconds) = deadline, seconds <= 0 else {
    return PodDeadline(key: key, deadline: deadline)
  }
  return PodDeadline(
    key: key, deadline: deadline, lint: "annotation \(key) is \(seconds): before 1970, and so past")
}

/// The rule `retired-generation`: a pod that carries a generation which was named as over, whatever the
/// pod's name, age or deadline.
func judgeRetiredGeneration(_ pod: Pod, policy: Policy) -> Judgement {
  guard let generation = carriedGeneration(pod, key: policy.generationKey),
    policy.retiredGenerations.contains(generation)
  else { return .keep(.notOurs) }
  return .delete(.retiredGeneration, .generation(generation))
}
