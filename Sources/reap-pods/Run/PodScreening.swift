import Shared

/// Judges the pods of one list as it arrives. It stores only pods that are needed later: the matched ones, or
/// with `--explain` all of them.
final class PodScreening: ListVisitor {
  /// nil for all namespaces.
  private let namespace: String?
  private let policy: Policy
  private let live: LiveGenerations
  private let clockGate: ClockGate
  private let excluded: Set<String>
  private let explains: Bool
  private let waits: Bool
  private let recordsFacts: Bool
  private let emptyGate: UnseenGenerationGate?

  private(set) var pods = JudgedPods()
  private var matchedUIDs: Set<String> = []

  init(
    of namespace: String? = nil, policy: Policy, live: LiveGenerations, clockGate: ClockGate,
    excluded: Set<String>, explains: Bool, waits: Bool, unseenGate: UnseenGenerationGate?,
    recordsFacts: Bool = false
  ) {
    self.namespace = namespace
    self.policy = policy
    self.live = live
    self.clockGate = clockGate
    self.excluded = excluded
    self.explains = explains
    self.waits = waits
    self.recordsFacts = recordsFacts
    self.emptyGate = unseenGate
  }

  func listBegins(_ head: HTTPHead) throws { begin(try clockGate.read(head)) }

  /// Starts a list, or starts it over.
  func begin(_ reading: ClockGate.Reading) {
    pods = JudgedPods(clock: reading, unseenGate: emptyGate)
    matchedUIDs = []
  }

  func visit(_ pod: Pod) {
    guard let clock = pods.clock else { return }
    guard !excluded.contains(pod.namespace) else {
      pods.excludedSeen.insert(pod.namespace)
      return
    }
    guard !pod.namespace.isEmpty, namespace == nil || namespace == pod.namespace else {
      let place =
        pod.namespace.isEmpty
        ? "has no namespace" : "is in namespace \"\(pod.namespace)\", which was not requested"
      return visitUnreadable("\(pod.name) \(place)")
    }
    pods.listed += 1
    if !policy.retiredGenerations.isEmpty,
      let generation = pod.generation(key: policy.generationKey),
      policy.retiredGenerations.contains(generation)
    {
      pods.retiredSeen.insert(generation)
    }
    if !pods.expirySeen, pod.annotations[policy.expiryKey] != nil { pods.expirySeen = true }
    if let rule = policy.foreignGeneration {
      pods.unseenGate?.see(
        generation: pod.generation(key: policy.generationKey),
        isOurs: isOurs(pod, expiryKey: policy.expiryKey, rule: rule), live: live.generations)
      pods.unseenGate?.see(namespace: pod.namespace, name: pod.name, live: live)
    }
    var judgment = judge(pod, policy: policy, live: live, now: clock.now)
    if judgment.isEligible { pods.eligible += 1 }
    if waits, isTerminatingMatch(pod, now: clock.now) {
      pods.terminating.append(
        AwaitedPods.Target(namespace: pod.namespace, name: pod.name, uid: pod.uid, wasTerminating: true))
    }
    for lint in judgment.lints {
      pods.warnings.append(
        Warning(namespace: pod.namespace, name: pod.name, message: lint.message, kind: lint.kind))
    }
    judgment.lints = []
    keep(pod, judgment)
  }

  /// Whether the pod is already terminating, and would be deleted if it were not.
  private func isTerminatingMatch(_ pod: Pod, now: Int64) -> Bool {
    guard pod.deletionTimestamp != nil else { return false }
    var staying = pod
    staying.deletionTimestamp = nil
    return judge(staying, policy: policy, live: live, now: now).isDelete
  }

  private func keep(_ pod: Pod, _ judgment: Judgment) {
    let isUndecided = judgment.nodeToAsk != nil
    guard judgment.isDelete || isUndecided || explains else { return }
    var candidate = Candidate(
      namespace: pod.namespace, name: pod.name, uid: pod.uid, resourceVersion: pod.resourceVersion,
      created: pod.creationTimestamp, judgment: judgment)
    if recordsFacts, judgment.isDelete || isUndecided { candidate.facts = factsText(of: pod, policy: policy) }
    if judgment.isDelete {
      guard matchedUIDs.insert(pod.uid).inserted else { return forget(pod) }
      pods.matched.append(candidate)
    } else if isUndecided {
      pods.undecided.append(candidate)
    } else {
      pods.kept.append(candidate)
    }
  }

  /// Skips a pod that the list contains more than once, so that it is deleted only once.
  private func forget(_ pod: Pod) {
    pods.listed -= 1
    pods.eligible -= 1
    pods.warnings.append(
      Warning(
        namespace: pod.namespace, name: pod.name, message: "the list contains it more than once",
        kind: "pods listed more than once"))
  }

  func visitUnreadable(_ problem: String) {
    pods.hasUnreadablePods = true
    pods.warnings.append(
      Warning(message: "a pod in the list is unreadable, so it is kept: \(problem)", kind: "unreadable pods"))
  }
}
