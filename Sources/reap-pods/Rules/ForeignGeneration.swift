import Shared

/// The rule `foreign-generation`: one of our pods that no live generation owns or uses.
///
/// As in the ancestor's `cleanUpOldPods`, our pods are those whose name begins with the prefix and that have an
/// expiry annotation, even an unreadable one.
func judgeForeignGeneration(
  _ pod: Pod, rule: ForeignGenerationPolicy, policy: Policy, live: LiveGenerations, now: Int64
) -> Judgment {
  guard isOurs(pod, expiryKey: policy.expiryKey, rule: rule) else { return .keep(.notOurs) }
  let generation = pod.generation(key: policy.generationKey)
  if let kept = live.claim(namespace: pod.namespace, name: pod.name, generation: generation) { return kept }
  let created = pod.creationTimestamp
  if let created, live.predatesSource(podCreated: created, minAge: rule.minAge) {
    return .keep(.newerThanSource, .created(unixSeconds: created))
  }
  if let handOver = live.handOver { return handOver }
  guard let created, havePassed(rule.minAge, since: created, now: now) else {
    return .keep(.tooYoung, .created(unixSeconds: created))
  }
  return .delete(.foreignGeneration, .generation(generation))
}

func isOurs(_ pod: Pod, expiryKey: String, rule: ForeignGenerationPolicy) -> Bool {
  pod.name.hasPrefix(rule.namePrefix) && pod.annotations[expiryKey] != nil
}
