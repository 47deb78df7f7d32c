import Shared

/// The state of the node of a pod that is stuck terminating, read from the server just before the delete.
enum NodeState: Equatable, Sendable {
  /// The server answered 404.
  case gone
  /// It carries the taint `node.kubernetes.io/out-of-service`.
  case outOfService
  /// Since the last transition of its condition Ready, in unix seconds.
  case notReady(since: Int64)
  case ready
  /// The node could not be read, or has no condition Ready.
  case unknown
}

extension NodeState {
  /// - Parameter node: nil if there is no such node.
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

/// Takes the first step of the rule `stuck-terminating`: decides whether the state of the pod's node matters.
///
/// - Parameters:
///   - due: when the pod's grace period ends, in unix seconds: its `deletionTimestamp`.
///   - now: unix seconds.
func judgeTerminating(_ pod: Pod, due: Int64, policy: Policy, now: Int64) -> Judgment {
  guard let rule = policy.stuckTerminating, havePassed(rule.after, since: due, now: now),
    !pod.hasFinalizers, let node = pod.details?.nodeName
  else { return .keep(.terminating, .deletion(unixSeconds: due)) }
  if let owner = pod.controller, owner.kind == "StatefulSet" { return .keep(.stateful, .owner(owner)) }
  if pod.keeps() == true { return .keep(.keepAnnotation) }
  return .keep(.terminating, .awaitsNode(name: node, deletion: due))
}

/// Takes the second step: decides about a pod by the state of its `nodeToAsk`. Other judgments stay unchanged.
///
/// Such a pod is deleted with a grace period of 0 (`DeleteReason.gracePeriod`), and only if its node is gone or
/// off: a kubelet that is merely unreachable may still run the pod's containers.
///
/// - Parameter now: unix seconds.
func judgeStuckTerminating(
  _ judgment: Judgment, node: NodeState, policy: Policy, now: Int64
) -> Judgment {
  guard let name = judgment.nodeToAsk, let rule = policy.stuckTerminating else { return judgment }
  let fact = Judgment.Fact.node(name: name, node)
  return rule.allowsRemoval(of: node, now: now) ? .delete(.stuckTerminating, fact) : .keep(.terminating, fact)
}

/// - Parameter nodes: the known states, by node name.
func judgeStuckTerminating(
  _ judgment: Judgment, nodes: [String: NodeState], policy: Policy, now: Int64
) -> Judgment {
  let node = judgment.nodeToAsk.flatMap { nodes[$0] } ?? .unknown
  return judgeStuckTerminating(judgment, node: node, policy: policy, now: now)
}

extension StuckTerminatingPolicy {
  fileprivate func allowsRemoval(of node: NodeState, now: Int64) -> Bool {
    switch node {
    case .gone, .outOfService: true
    case .notReady(let since): evenNotReady && havePassed(after, since: since, now: now)
    case .ready, .unknown: false
    }
  }
}

extension DeleteReason {
  /// In seconds, if the rule sets its own: without a kubelet, only 0 removes a pod.
  var gracePeriod: Int64? { self == .stuckTerminating ? 0 : nil }
}
