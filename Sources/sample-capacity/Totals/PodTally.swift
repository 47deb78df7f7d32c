import Shared

/// Sums the pods of a list. Its memory grows with the number of nodes, not with the number of pods.
final class PodTally: ListVisitor {
  /// By the name of the node that they are bound to; the node may not exist.
  private(set) var bound: [String: PodSums] = [:]
  private(set) var unbound = PodSums()
  /// The unbound pods for which the scheduler reserves room, by node.
  private(set) var nominated: [String: PodSums] = [:]
  private(set) var notes = TallyNotes()
  private let mayRepeat: Bool
  private let extended: ExtendedNames
  /// The pods seen so far; empty unless `mayRepeat`.
  private var names: Set<String> = []

  /// - Parameter mayRepeat: whether a pod may be listed twice, as in snapshots. Remembering their names takes
  ///   memory.
  init(mayRepeat: Bool = false, extended: ExtendedNames = ExtendedNames(always: [])) {
    self.mayRepeat = mayRepeat
    self.extended = extended
  }

  func listBegins(_ head: HTTPHead) { begin() }

  /// Starts, or starts over.
  func begin() {
    bound = [:]
    unbound = PodSums()
    nominated = [:]
    notes = TallyNotes()
    names = []
  }

  func visit(_ pod: CapacityPod) {
    guard pod.phase != .ended else { return }
    guard !mayRepeat || isFirst(pod) else {
      return notes.warn(
        Warning(
          namespace: pod.namespace, name: pod.name, message: "listed twice; the second is ignored",
          kind: "pods listed twice"))
    }
    if let place = pod.saturated {
      notes.warn(
        Warning(
          namespace: pod.namespace, name: pod.name, message: TallyNotes.saturated(place),
          kind: "pod quantities that are too large"))
    }
    if let problem = pod.unreadable {
      // No node can run such a pod, so the sums mean the same without it. If it stopped the writing, anyone
      // who may create a pod could switch the metrics off.
      notes.leaveOut(
        Warning(
          namespace: pod.namespace, name: pod.name, message: "\(problem); the pod is left out",
          kind: "pods with unreadable values"),
        isHarmless: true)
    } else if pod.requests.others.isEmpty {
      count(pod)
    } else {
      var pod = pod
      extended.filter(&pod.requests)
      count(pod)
    }
  }

  private func count(_ pod: CapacityPod) {
    if let node = pod.nodeName { return bound[node, default: PodSums()].add(pod) }
    unbound.add(pod)
    if let node = pod.nominatedNodeName { nominated[node, default: PodSums()].add(pod) }
  }

  private func isFirst(_ pod: CapacityPod) -> Bool {
    pod.name.isEmpty || names.insert("\(pod.namespace)/\(pod.name)").inserted
  }

  func visitUnreadable(_ problem: String) {
    notes.leaveOut(
      Warning(
        message: "a pod in the list cannot be read and is left out: \(problem)", kind: "unreadable pods"))
  }
}
