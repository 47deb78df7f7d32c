import Shared

/// What rules have to know about a pod.
struct ReplayNeeds: Sendable {
  /// Some of the needs, one bit each.
  struct Met: OptionSet, Sendable {
    let rawValue: UInt32

    /// The pod's spec and status.
    static let details = Met(rawValue: 1)

    fileprivate static func key(_ index: Int) -> Met { Met(rawValue: 2 << UInt32(index)) }
  }

  /// The annotations and labels that set a deadline or a generation. Those that guard a pod are recorded whenever
  /// there are any.
  let keys: [String]
  private let needsDetails: Bool
  /// Whether a generation whose text is not recorded may be one that an option names.
  private let needsGenerationText: Bool
  private let generationKey: String

  init(_ policy: Policy, live: LiveGenerations) {
    var keys: [String] = []
    if policy.deletesExpired || policy.foreignGeneration != nil { keys.append(policy.expiryKey) }
    if policy.foreignGeneration != nil || !policy.retiredGenerations.isEmpty {
      keys.append(policy.generationKey)
    }
    for dialect in policy.dialects { keys += dialect.deadlineKeys.map(\.key) }
    self.keys = keys
    needsDetails = policy.needsDetails
    generationKey = policy.generationKey
    needsGenerationText = policy.retiredGenerations.union(live.generations).contains {
      PodKeyFact(generation: $0) != .text($0)
    }
  }

  /// Which of them were met by looking at these parts of a pod.
  func met(details: Bool, keys: Set<String>) -> Met {
    var met = Met(self.keys.indices.filter { keys.contains(self.keys[$0]) }.map(Met.key))
    if details { met.insert(.details) }
    return met
  }

  /// The keys among these.
  func keys(in met: Met) -> [String] {
    keys.indices.filter { met.contains(Met.key($0)) }.map { keys[$0] }
  }

  /// All of them.
  var everything: Met { met(details: true, keys: Set(keys)) }

  /// How well a pod is known.
  enum Knowledge {
    case whole
    /// Only its annotations and labels: rules that look at its state cannot be judged.
    case withoutState
    /// Nothing can be said: one annotation may contradict another.
    case none
  }

  func knowledge(of pod: RecordedPod) -> Knowledge {
    guard !pod.name.isEmpty, pod.lookedUp.isSuperset(of: met(details: false, keys: Set(keys))) else {
      return .none
    }
    if needsGenerationText, case .unreadable = pod.facts.keys[generationKey] { return .none }
    return needsDetails && (!pod.lookedUp.contains(.details) || pod.facts.phase == nil)
      ? .withoutState : .whole
  }
}
