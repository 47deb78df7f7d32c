import Shared

/// The decision about a pod, and the fact behind it.
struct Judgment: Equatable, Sendable {
  enum Verdict: Equatable, Sendable {
    case delete(DeleteReason)
    case keep(KeepReason)
  }

  /// The fact behind the verdict; `detail` puts it into words, only for pods in the report.
  enum Fact: Equatable, Sendable {
    case none
    case deadline(key: String, unixSeconds: Int64)
    case never(key: String)
    case unreadable(key: String, why: String)
    /// The keys of two annotations that disagree.
    case conflict(past: String, later: String)
    case generation(String?)
    case created(unixSeconds: Int64?)
    case finished(unixSeconds: Int64)
    case pending(created: Int64, PendingCause)
    case owner(OwnerReference)
    case namespace
    case deletion(unixSeconds: Int64)
    /// Terminating for too long: the state of the node decides.
    case awaitsNode(name: String, deletion: Int64)
    case node(name: String, NodeState)
  }

  var verdict: Verdict
  var fact: Fact
  /// A problem with the pod's own annotations.
  struct Lint: Equatable, Sendable {
    /// The kind of the warning.
    let kind: String
    let message: String
  }

  var lints: [Lint] = []

  var isDelete: Bool {
    if case .delete = verdict { true } else { false }
  }

  /// Whether the rules apply to the pod: they do not if it is protected, a mirror or terminating.
  var isEligible: Bool {
    switch verdict {
    case .keep(.protected), .keep(.mirror), .keep(.terminating), .keep(.stateful): false
    case .keep, .delete: true
    }
  }

  /// The generation that the pod carries, if the verdict is based on it.
  var generation: String? {
    if case .generation(let generation) = fact { generation } else { nil }
  }

  /// The node whose state `judgeStuckTerminating` still needs to decide about a pod stuck terminating.
  var nodeToAsk: String? {
    if case .awaitsNode(let name, _) = fact { name } else { nil }
  }

  /// `expired`, `in-use`, …
  var reason: String {
    switch verdict {
    case .delete(let reason): reason.rawValue
    case .keep(let reason): reason.rawValue
    }
  }

  static func delete(_ reason: DeleteReason, _ fact: Fact) -> Judgment {
    Judgment(verdict: .delete(reason), fact: fact)
  }

  static func keep(_ reason: KeepReason, _ fact: Fact = .none) -> Judgment {
    Judgment(verdict: .keep(reason), fact: fact)
  }

  /// Compares the verdicts of two rules: deleting comes first, then the order of the reasons.
  func comesBefore(_ other: Judgment) -> Bool {
    switch (verdict, other.verdict) {
    case (.delete(let mine), .delete(let theirs)): mine < theirs
    case (.keep(let mine), .keep(let theirs)): mine < theirs
    case (.delete, .keep): true
    case (.keep, .delete): false
    }
  }
}
