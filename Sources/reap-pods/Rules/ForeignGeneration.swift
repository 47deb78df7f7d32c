import Shared

/// The rule `foreign-generation`: a pod of ours that no live generation owns or uses.
///
/// Ours are, as in the ancestor's `cleanUpOldPods`, the pods whose name begins with the prefix and that
/// have an expiry annotation, even an unreadable one.
func judgeForeignGeneration(
  _ pod: Pod, expiryKey: String, rule: ForeignGenerationPolicy, live: LiveGenerations, now: Int64
) -> Judgement {
  guard isOurs(pod, expiryKey: expiryKey, rule: rule) else { return .keep(.notOurs) }
  let generation = carriedGeneration(pod, rule: rule)
  if let kept = live.claim(namespace: pod.namespace, name: pod.name, generation: generation) { return kept }
  guard let created = pod.creationTimestamp else { return .keep(.tooYoung, .created(unixSeconds: nil)) }
  if live.mayNotKnow(podCreated: created, minAge: rule.minAge) {
    return .keep(.newerThanSource, .created(unixSeconds: created))
  }
  guard now - created > rule.minAge else { return .keep(.tooYoung, .created(unixSeconds: created)) }
  return .delete(.foreignGeneration, .generation(generation))
}

func isOurs(_ pod: Pod, expiryKey: String, rule: ForeignGenerationPolicy) -> Bool {
  pod.name.hasPrefix(rule.namePrefix) && pod.annotations[expiryKey] != nil
}

/// The generation in the pod's label, else annotation; an empty value is none.
func carriedGeneration(_ pod: Pod, rule: ForeignGenerationPolicy) -> String? {
  [pod.labels[rule.generationKey], pod.annotations[rule.generationKey]]
    .compactMap(\.self).first { !$0.isEmpty }
}
