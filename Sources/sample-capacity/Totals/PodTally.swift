import Shared

/// Takes in pods while they are listed. What it keeps grows with the nodes, not with the pods.
final class PodTally: ListVisitor {
  /// By the node that they are bound to, whether there is such a node or not.
  private(set) var bound: [String: PodSums] = [:]
  private(set) var unbound = PodSums()
  private(set) var notes = TallyNotes()
  private let mayRepeat: Bool
  /// Of the pods that are here, if they may come twice.
  private var names: Set<String> = []

  /// - Parameter mayRepeat: whether a pod may come twice, as in snapshots: then their names take memory.
  init(mayRepeat: Bool = false) { self.mayRepeat = mayRepeat }

  func listBegins(_ head: HTTPHead) { begin() }

  /// Begins, or begins anew.
  func begin() {
    bound = [:]
    unbound = PodSums()
    notes = TallyNotes()
    names = []
  }

  func visit(_ pod: CapacityPod) {
    guard pod.phase != .ended else { return }
    guard !mayRepeat || isFirst(pod) else {
      return notes.warn(
        Warning(
          namespace: pod.namespace, name: pod.name, message: "comes twice, ignoring the second",
          kind: "pods that come twice"))
    }
    if let place = pod.saturated {
      notes.warn(
        Warning(
          namespace: pod.namespace, name: pod.name, message: TallyNotes.saturated(place),
          kind: "quantities of pods that are too large"))
    }
    if let problem = pod.unreadable {
      // What asks for more than can be counted runs on no node. Were nothing written for its sake, whoever may
      // create a pod could switch the metrics off.
      notes.leaveOut(
        Warning(
          namespace: pod.namespace, name: pod.name, message: "\(problem); the pod is left out",
          kind: "pods with unreadable values"),
        isHarmless: true)
    } else if let node = pod.nodeName {
      bound[node, default: PodSums()].add(pod)
    } else {
      unbound.add(pod)
    }
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
