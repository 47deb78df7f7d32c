/// The annotations and labels that a ledger records, as the rules of `reap-pods` understand them. Their texts are not
/// recorded, because anyone who may create a pod chooses them.
public struct RecordedKeys: Equatable, Sendable {
  /// The annotation that holds a pod's deadline.
  public var expiryKey = Pod.usualExpiryKey
  /// The label, or else the annotation, that holds a pod's generation.
  public var generationKey = Pod.usualGenerationKey
  /// The annotation that keeps a pod.
  public var keepKey = Pod.keepAnnotation

  public init() {}

  public init(expiryKey: String, generationKey: String, keepKey: String = Pod.keepAnnotation) {
    self.expiryKey = expiryKey
    self.generationKey = generationKey
    self.keepKey = keepKey
  }

  /// What to keep of a pod's metadata, those of all dialects included.
  public var metadataFilter: MetadataFilter {
    var filter = MetadataFilter(
      annotations: [expiryKey, generationKey, keepKey, Pod.mirrorAnnotation], labels: [generationKey])
    for dialect in Dialect.allCases { filter += dialect.metadataFilter }
    return filter.withoutDuplicates
  }

  /// What the rules understand of a pod's annotations and labels, by key. A guard is more important than a deadline.
  public func facts(of pod: Pod, dialects: [Dialect] = Dialect.allCases) -> [String: PodKeyFact] {
    guard !pod.annotations.isEmpty || !pod.labels.isEmpty else { return [:] }
    var facts: [String: PodKeyFact] = [:]
    if pod.annotations[Pod.mirrorAnnotation] != nil { facts[Pod.mirrorAnnotation] = .flag(true) }
    for dialect in dialects {
      for reading in dialect.readings(of: pod) { facts[reading.key] = PodKeyFact(reading, of: pod) }
    }
    if let generation = pod.generation(key: generationKey) {
      facts[generationKey] = PodKeyFact(generation: generation)
    }
    if let fact = PodKeyFact(pod.expiry(key: expiryKey), of: pod) { facts[expiryKey] = fact }
    if let keeps = pod.keeps(key: keepKey) { facts[keepKey] = .flag(keeps) }
    return facts
  }
}

extension PodKeyFact {
  /// nil if the pod does not have the annotation or label.
  public init?(_ reading: PodDeadline, of pod: Pod) {
    switch reading.deadline {
    case .none: return nil
    case .never: self = .never
    case .at(let seconds): self = .at(unixSeconds: seconds)
    case .unreadable:
      let text = reading.place == .label ? pod.labels[reading.key] : pod.annotations[reading.key]
      self = .unreadable(bytes: Int64(text?.utf8.count ?? 0))
    }
  }
}
