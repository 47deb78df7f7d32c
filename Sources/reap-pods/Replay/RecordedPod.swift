import Shared

/// What a ledger says about a pod at one moment.
struct RecordedPod: Equatable, Sendable {
  /// What kind of line says it.
  enum Origin: Sendable {
    /// The whole line of a sample, which takes back what no longer holds.
    case sample
    /// An event, which says only what is new.
    case event
    /// A run of `reap-pods`, which says only what it looked at.
    case run
  }

  let uid: String
  /// Empty until a line says them.
  var namespace = ""
  var name = ""
  var facts: PodFacts
  /// Which of the replay's needs were looked at when it was recorded.
  var lookedUp: ReplayNeeds.Met
  /// Of the first line about it; `event` stands for `sample`, whose line is lost.
  var origin: Origin

  /// Whether a sample saw it, so that another one says when it is gone.
  var isSampled: Bool { origin != .run }

  /// Adds what a later line says.
  mutating func learn(_ later: RecordedPod, _ needs: ReplayNeeds) {
    if !later.name.isEmpty { (namespace, name) = (later.namespace, later.name) }
    switch later.origin {
    case .sample: facts = later.facts
    case .event: facts.learn(later.facts)
    case .run:
      facts.learn(later.facts)
      if later.lookedUp.contains(.details) { facts.isGated = later.facts.isGated }
      for key in needs.keys(in: later.lookedUp) { facts.keys[key] = later.facts.keys[key] }
      // A run matches no pod that one of these guards.
      for key in [Policy.keepAnnotation, Policy.mirrorAnnotation] { facts.keys[key] = nil }
    }
    lookedUp.formUnion(later.lookedUp)
    if later.isSampled { origin = .sample }
  }
}

extension RecordedPod {
  /// The pod for the rules, which learn its deadlines from `RecordedDeadlines`.
  ///
  /// - Parameter policy: its keys get the values that are recorded.
  func pod(for policy: Policy) -> Pod {
    var pod = Pod()
    (pod.uid, pod.namespace, pod.name) = (uid, namespace, name)
    pod.creationTimestamp = facts.created
    pod.deletionTimestamp = facts.deleting
    pod.controller = facts.owner.map { OwnerReference(kind: $0, name: "") }
    if let keeps = facts.keys[Policy.keepAnnotation] {
      pod.annotations.set(Policy.keepAnnotation, keeps == .flag(false) ? "false" : "true")
    }
    if facts.keys[Policy.mirrorAnnotation] != nil { pod.annotations.set(Policy.mirrorAnnotation, "") }
    // For the question whether the pod has it at all.
    if facts.keys[policy.expiryKey] != nil { pod.annotations.set(policy.expiryKey, "") }
    switch facts.keys[policy.generationKey] {
    case .text(let generation): pod.labels.set(policy.generationKey, generation)
    case .some: pod.labels.set(policy.generationKey, Self.unreadableGeneration)
    case nil: break
    }
    if let phase = facts.phase {
      // A run does not tell Succeeded from Failed.
      pod.details = details(in: phase == "Ended" ? .ended : PodPhase(phase))
    }
    return pod
  }

  /// Stands for a generation whose text is not recorded: it is longer than a label, or has other characters.
  static let unreadableGeneration = "(not recorded)"

  private func details(in phase: PodPhase) -> PodDetails {
    var details = PodDetails()
    details.phase = phase
    details.nodeName = facts.node
    // A gate that was removed is recorded only by what followed.
    details.hasSchedulingGates = facts.isGated && facts.scheduled == nil && facts.node == nil
    var container = ContainerSummary()
    container.hasRun =
      facts.hasRun || facts.started != nil || facts.finished != nil || (facts.restarts ?? 0) > 0
    container.finishedAt = facts.finished
    details.containers = [container]
    return details
  }
}
