import Shared

/// What the ledger says about a listed pod apart from its creation time, as JSON; nil if it cannot be written.
///
/// As text, because a run keeps it for every matched pod.
func factsText(of pod: Pod, policy: Policy) -> String? {
  try? JSONValue.object(PodFacts(of: pod, policy: policy).members).serialized()
}

extension PodFacts {
  /// What was listed of a pod, and what the policy's rules understood of it.
  init(of pod: Pod, policy: Policy) {
    self.init()
    owner = pod.controller?.kind
    deleting = pod.deletionTimestamp
    if let details = pod.details {
      phase = details.phase.ledgerText
      node = details.nodeName
      isGated = details.hasSchedulingGates
      hasRun = details.containers.contains(where: \.hasRun)
      if details.phase == .ended { finished = details.finishTime }
    }
    for dialect in policy.dialects {
      for reading in dialect.readings(of: pod) {
        let text = pod.annotations[reading.key] ?? pod.labels[reading.key]
        keys[reading.key] = PodKeyFact(reading.deadline, text: text)
      }
    }
    let generation = carriedGeneration(pod, key: policy.generationKey)
    if let generation { keys[policy.generationKey] = PodKeyFact(generation: generation) }
    if let expiry = pod.annotations[policy.expiryKey] {
      keys[policy.expiryKey] = PodKeyFact(Deadline(annotation: expiry), text: expiry)
    }
    if pod.annotations[Policy.keepAnnotation] != nil {
      keys[Policy.keepAnnotation] = .flag(isKeptByAnnotation(pod))
    }
  }
}

extension PodKeyFact {
  /// nil if the pod has no such annotation.
  init?(_ deadline: Deadline, text: String?) {
    switch deadline {
    case .none: return nil
    case .never: self = .never
    case .at(let seconds): self = .at(unixSeconds: seconds)
    case .unreadable: self = .unreadable(bytes: Int64(text?.utf8.count ?? 0))
    }
  }
}

extension PodPhase {
  /// `Ended` stands for both Succeeded and Failed, which podkeeper does not distinguish.
  fileprivate var ledgerText: String? {
    switch self {
    case .pending: "Pending"
    case .running: "Running"
    case .ended: "Ended"
    case .other: nil
    }
  }
}
