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
    deleting = LedgerTime.recordable(pod.deletionTimestamp)
    if let details = pod.details {
      phase = details.phase.ledgerText
      node = details.nodeName
      isGated = details.hasSchedulingGates
      hasRun = details.containers.contains(where: \.hasRun)
      if details.phase == .ended { finished = LedgerTime.recordable(details.finishTime) }
    }
    keys = RecordedKeys(expiryKey: policy.expiryKey, generationKey: policy.generationKey)
      .facts(of: pod, dialects: policy.dialects)
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
