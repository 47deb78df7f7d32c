import Shared

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
