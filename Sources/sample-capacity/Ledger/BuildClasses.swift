import Shared

/// The classes of build pods. Their number is limited, because everyone who may create a pod can make up labels.
struct BuildClasses: Equatable, Sendable {
  static let limit = 20
  /// The class of pods without the label.
  static let unlabeled = "default"
  /// The class of pods beyond the limit.
  static let other = "other"
  /// In seconds. A class without pods for so long makes room for another one.
  static let memory: Int64 = 7 * 86_400

  /// When a pod of each class was last listed, in unix seconds.
  private(set) var lastSeen: [String: Int64]

  init(lastSeen: [String: Int64] = [:]) { self.lastSeen = lastSeen }

  /// Forgets the classes that nobody uses any more.
  mutating func prune(now: Int64) {
    lastSeen = lastSeen.filter { $0.value > now - Self.memory }
  }

  /// The class of a pod with this label.
  mutating func name(_ label: String?, now: Int64) -> String {
    let name = label.flatMap { Self.isValid($0) ? $0 : Self.other } ?? Self.unlabeled
    guard name != Self.other else { return name }
    guard lastSeen[name] != nil || lastSeen.count < Self.limit else { return Self.other }
    lastSeen[name] = now
    return name
  }

  /// Whether a label can have this value and it says something. Snapshots can contain anything.
  private static func isValid(_ label: String) -> Bool {
    PodKeyFact(generation: label) == .text(label) && !label.isEmpty
  }
}
