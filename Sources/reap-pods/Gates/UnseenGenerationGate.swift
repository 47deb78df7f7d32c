import Shared

/// A guard against a typo in a generation or its key: if no pod shows it, and many would go, nothing does.
struct UnseenGenerationGate: Sendable {
  /// So many may go all the same.
  static let harmless = 10

  var key: String
  /// The generations that were given by hand.
  var givenByHand: Set<String>

  /// Whether a pod of ours carries the key.
  private(set) var keySeen = false
  /// Whether a pod carries a generation that was given by hand.
  private(set) var givenSeen = false
  /// Whether a pod carries a generation that is alive, whoever says so.
  private(set) var liveSeen = false

  init(key: String, givenByHand: [String]) {
    self.key = key
    self.givenByHand = Set(givenByHand)
  }

  mutating func see(generation: String?, isOurs: Bool, live: Set<String>) {
    guard let generation else { return }
    if !liveSeen, live.contains(generation) { liveSeen = true }
    if isOurs { keySeen = true }
    if givenByHand.contains(generation) { givenSeen = true }
  }

  mutating func merge(_ other: UnseenGenerationGate) {
    keySeen = keySeen || other.keySeen
    givenSeen = givenSeen || other.givenSeen
    liveSeen = liveSeen || other.liveSeen
  }

  /// - Parameter foreign: how many pods `foreign-generation` would delete.
  func check(foreign: Int) throws(RefusedError) {
    guard foreign > Self.harmless else { return }
    let advice = "\(foreign) pods would go; --allow-unseen-generation allows it"
    guard keySeen else { throw RefusedError("no pod of ours carries \"\(key)\": a typo? \(advice)") }
    guard givenSeen || givenByHand.isEmpty else {
      let names = givenByHand.sorted().joined(separator: ", ")
      throw RefusedError("no pod carries the generation \(names): a typo? \(advice)")
    }
  }

  /// What is odd though it holds nothing back: a lease may call its holder otherwise than pods do.
  ///
  /// - Parameter foreign: how many pods `foreign-generation` would delete.
  func warning(foreign: Int, live: Set<String>) -> String? {
    guard foreign > 0, !liveSeen, let name = live.min() else { return nil }
    let others = live.count > 1 ? " or another live one" : ""
    return "\(foreign) pods are foreign, and none carries the generation \"\(name)\"\(others) as \"\(key)\": "
      + "has it made no pod yet, or do pods call it otherwise?"
  }
}
