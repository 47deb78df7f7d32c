/// The live generations and the pods in use, according to the sources.
struct LiveGenerations: Equatable, Sendable {
  var generations: Set<String> = []
  /// `name` or `namespace/name`.
  var podsInUse: Set<String> = []
  /// When the list of pods in use was written, in unix seconds: it cannot contain pods created later.
  var inUseAsOf: Int64?
  /// A generation has just taken over: the pods that it uses may not be known yet, so no pod is foreign.
  var isHandingOver = false

  /// Combines two sources: a generation that is live in either one is live.
  func union(_ other: LiveGenerations) -> LiveGenerations {
    LiveGenerations(
      generations: generations.union(other.generations), podsInUse: podsInUse.union(other.podsInUse),
      inUseAsOf: [inUseAsOf, other.inUseAsOf].compactMap(\.self).min(),
      isHandingOver: isHandingOver || other.isHandingOver)
  }

  /// The judgment that keeps a pod which a live generation owns or uses; nil if none does.
  func claim(namespace: String, name: String, generation: String?) -> Judgment? {
    if lists(namespace: namespace, name: name) { return .keep(.inUse) }
    if let generation, generations.contains(generation) {
      return .keep(.liveGeneration, .generation(generation))
    }
    return nil
  }

  /// Whether a list of pods in use names the pod.
  func lists(namespace: String, name: String) -> Bool {
    !podsInUse.isEmpty && (podsInUse.contains(name) || podsInUse.contains("\(namespace)/\(name)"))
  }

  /// The judgment that keeps every foreign pod during a hand-over; nil outside of one.
  var handOver: Judgment? { isHandingOver ? .keep(.handOver) : nil }

  /// Whether the pod may be in use although the list does not name it, because it is newer than the list.
  ///
  /// - Parameters:
  ///   - created: unix seconds.
  ///   - minAge: seconds.
  func predatesSource(podCreated created: Int64, minAge: Int64) -> Bool {
    guard let inUseAsOf else { return false }
    return created > inUseAsOf - minAge
  }
}
