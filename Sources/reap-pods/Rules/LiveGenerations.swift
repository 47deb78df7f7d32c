/// The generations that are alive and the pods that they use, as the sources say.
struct LiveGenerations: Equatable, Sendable {
  var generations: Set<String> = []
  /// `name` or `namespace/name`.
  var podsInUse: Set<String> = []
  /// When the list of pods in use was written, in unix seconds: it cannot know pods made later.
  var inUseAsOf: Int64?
  /// A generation has only just begun to live: what it uses may not be known yet, so nothing is foreign.
  var isHandingOver = false

  /// Live in either is live.
  func union(_ other: LiveGenerations) -> LiveGenerations {
    LiveGenerations(
      generations: generations.union(other.generations), podsInUse: podsInUse.union(other.podsInUse),
      inUseAsOf: [inUseAsOf, other.inUseAsOf].compactMap(\.self).min(),
      isHandingOver: isHandingOver || other.isHandingOver)
  }

  /// Why a pod is not foreign; nil if no live generation claims it.
  func claim(namespace: String, name: String, generation: String?) -> Judgement? {
    if !podsInUse.isEmpty, podsInUse.contains(name) || podsInUse.contains("\(namespace)/\(name)") {
      return .keep(.inUse)
    }
    if let generation, generations.contains(generation) {
      return .keep(.liveGeneration, .generation(generation))
    }
    return nil
  }

  /// Why no pod is foreign at all just now; nil if some may be.
  var handOver: Judgement? { isHandingOver ? .keep(.handOver) : nil }

  /// Whether the pod may be in use although the list does not name it: it is younger than the list.
  ///
  /// - Parameters:
  ///   - created: unix seconds.
  ///   - minAge: seconds.
  func predatesSource(podCreated created: Int64, minAge: Int64) -> Bool {
    guard let inUseAsOf else { return false }
    return created > inUseAsOf - minAge
  }
}
