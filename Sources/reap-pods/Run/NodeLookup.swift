import Shared

extension ReapRun {
  /// The state of each node that a pod stuck terminating was bound to, each asked for once.
  mutating func askForNodes(_ server: APIServer) -> [String: NodeState] {
    var nodes: [String: NodeState] = [:]
    for name in Set(undecided.compactMap(\.judgement.nodeToAsk)).sorted() {
      do { nodes[name] = NodeState(try server.perform(.readNode(name))) } catch {
        note(error)
        nodes[name] = .unknown
      }
    }
    return nodes
  }

  /// Decides about the pods that are stuck terminating.
  mutating func decideUndecided(_ nodes: [String: NodeState]) {
    guard let now = report.clock?.now else { return }
    for var candidate in undecided {
      let state = candidate.judgement.nodeToAsk.flatMap { nodes[$0] } ?? .unknown
      candidate.judgement = judgeStuckTerminating(
        candidate.judgement, node: state, policy: policy, now: now)
      if candidate.judgement.isDelete {
        report.matched.append(candidate)
      } else if command.safety.explain {
        report.kept.append(candidate)
      }
    }
    undecided = []
  }
}

extension NodeState {
  /// nil: there is no such node.
  init(_ node: Node?) {
    guard let node else {
      self = .gone
      return
    }
    if node.taints.contains(where: { $0.key == "node.kubernetes.io/out-of-service" }) {
      self = .outOfService
    } else if node.isReady == true {
      self = .ready
    } else if let since = node.notReadySince {
      self = .notReady(since: since)
    } else {
      self = .unknown
    }
  }
}
