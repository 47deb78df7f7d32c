import Shared

extension ReapRun {
  /// Asks for the nodes of pods that are stuck terminating, each once, and decides.
  ///
  /// - Returns: what was learnt.
  mutating func decideUndecided(_ server: APIServer) throws -> [String: NodeState] {
    guard !undecided.isEmpty, let now = report.clock?.now else { return [:] }
    var nodes: [String: NodeState] = [:]
    for name in Set(undecided.compactMap(\.judgement.nodeToAsk)).sorted() {
      nodes[name] = state(of: name, on: server)
    }
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
    return nodes
  }

  private mutating func state(of name: String, on server: APIServer) -> NodeState {
    do { return NodeState(try server.node(name)) } catch {
      note(error)
      return .unknown
    }
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
