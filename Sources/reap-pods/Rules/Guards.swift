import Shared

/// What keeps a pod whatever the rules say; nil if nothing does.
func guardedJudgement(of pod: Pod, policy: Policy) -> Judgement? {
  if policy.protects(namespace: pod.namespace) { return .keep(.protected, .namespace) }
  if pod.annotations[Policy.mirrorAnnotation] != nil { return .keep(.mirror) }
  if let since = pod.deletionTimestamp { return .keep(.terminating, .deletion(unixSeconds: since)) }
  if let keep = pod.annotations[Policy.keepAnnotation], keep != "false" { return .keep(.keepAnnotation) }
  return nil
}
