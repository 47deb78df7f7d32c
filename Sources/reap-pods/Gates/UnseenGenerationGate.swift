import Shared

/// A guard against a typo in a generation or its key, and against a wrong list of pods in use: if no pod carries the
/// one, or the other names none, it stops a run that would delete many.
struct UnseenGenerationGate: Sendable {
  /// The number of pods that may be deleted even so.
  static let harmless = 10

  var key: String
  /// The generations given with `--generation`.
  var givenByHand: Set<String>

  /// Whether one of our pods carries the key.
  private(set) var keySeen = false
  /// Whether a pod carries the key that is not one of ours.
  private(set) var keySeenOnOthers = false
  /// Whether a pod carries a generation given with `--generation`.
  private(set) var givenSeen = false
  /// Whether a pod carries a live generation, from any source.
  private(set) var liveSeen = false
  /// Whether a list of pods in use names a pod.
  private(set) var inUseSeen = false

  init(key: String, givenByHand: [String]) {
    self.key = key
    self.givenByHand = Set(givenByHand)
  }

  mutating func see(generation: String?, isOurs: Bool, live: Set<String>) {
    guard let generation else { return }
    if !liveSeen, live.contains(generation) { liveSeen = true }
    if isOurs { keySeen = true } else { keySeenOnOthers = true }
    if givenByHand.contains(generation) { givenSeen = true }
  }

  mutating func see(namespace: String, name: String, live: LiveGenerations) {
    if !inUseSeen, live.lists(namespace: namespace, name: name) { inUseSeen = true }
  }

  mutating func merge(_ other: UnseenGenerationGate) {
    keySeen = keySeen || other.keySeen
    keySeenOnOthers = keySeenOnOthers || other.keySeenOnOthers
    givenSeen = givenSeen || other.givenSeen
    liveSeen = liveSeen || other.liveSeen
    inUseSeen = inUseSeen || other.inUseSeen
  }

  /// - Parameters:
  ///   - foreign: how many pods `foreign-generation` would delete.
  ///   - namesPods: whether a list of pods in use has names.
  func check(foreign: Int, namesPods: Bool = false) throws(RefusedError) {
    guard foreign > Self.harmless else { return }
    let advice = "--allow-unseen-generation allows that"
    let many = "\(foreign.grouped) pods would go"
    guard keySeen else {
      throw RefusedError(
        .unseenGeneration, "none of our pods carries \"\(key)\" (is it a typo?), and \(many)", advice: advice)
    }
    guard givenSeen || givenByHand.isEmpty else {
      let names = givenByHand.sorted().joined(separator: ", ")
      throw RefusedError(
        .unseenGeneration, "no pod carries the generation \(names) (is it a typo?), and \(many)",
        advice: advice)
    }
    guard !namesPods || inUseSeen || liveSeen else {
      throw RefusedError(
        .unseenGeneration,
        "no pod that --in-use names exists (is it the list of another cluster or namespace?), and \(many)",
        advice: advice)
    }
  }

  /// A warning about a rule that applies to no pod, although pods have generations.
  func warning(namePrefix: String, expiryKey: String) -> String? {
    guard keySeenOnOthers, !keySeen else { return nil }
    return "pods have \"\(key)\", but none of them is judged by it: no name starts with \"\(namePrefix)\" "
      + "(--name-prefix), or those pods lack the annotation \"\(expiryKey)\""
  }

  /// A warning that stops nothing: a lease's holder may not be spelled as on the pods.
  ///
  /// - Parameters:
  ///   - foreign: how many pods `foreign-generation` would delete.
  ///   - live: the live generations.
  ///   - namesPods: whether a list of pods in use has names.
  func warning(foreign: Int, live: Set<String>, namesPods: Bool = false) -> String? {
    guard foreign > 0 else { return nil }
    let subject = foreign == 1 ? "1 pod is" : "\(foreign) pods are"
    if namesPods, !inUseSeen {
      return "\(subject) foreign, but no pod that --in-use names exists. Is it the list of another cluster "
        + "or namespace?"
    }
    guard !liveSeen, let name = live.min() else { return nil }
    let others = live.count > 1 ? " or any other live generation" : ""
    let why = live.count > 1 ? "none has created a pod yet" : "it has created no pod yet"
    return "\(subject) foreign, but no pod has generation \"\(name)\"\(others) in its label or annotation "
      + "\"\(key)\". Either \(why), or the pods spell it differently."
  }
}
