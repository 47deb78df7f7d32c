import Shared

/// What a run may delete: the rules that are on, and what they are told. Ages are seconds.
struct Policy: Equatable, Sendable {
  /// The annotation that holds a pod's deadline.
  var expiryKey = "delete-at"
  /// The label, else annotation, with a pod's generation.
  var generationKey = "generation"
  var deletesExpired = true
  /// nil: the rule is off, here and below.
  var foreignGeneration: ForeignGenerationPolicy?
  var retiredGenerations: Set<String> = []
  var finishedAfter: Int64?
  var pendingAfter: Int64?
  var stuckTerminating: StuckTerminatingPolicy?
  /// Each once, in their order.
  var dialects: [Dialect] = []
  /// Namespaces that were named with `-n`: they are not protected.
  var namedNamespaces: Set<String> = []

  static let mirrorAnnotation = "kubernetes.io/config.mirror"
  static let keepAnnotation = "podkeeper/keep"
  static let protectedNamespaces: Set<String> = ["kube-system", "kube-public", "kube-node-lease"]

  func protects(namespace: String) -> Bool {
    // Most begin with another letter, and to hash each would show in a list of many pods.
    namespace.utf8.first == UInt8(ascii: "k") && Self.protectedNamespaces.contains(namespace)
      && !namedNamespaces.contains(namespace)
  }

  /// Whether too large a share of the pods holds a run back: not where a generation is retired by name, whose
  /// pods may well be all there are.
  var appliesShareGate: Bool { retiredGenerations.isEmpty }

  /// Whether a wrong clock holds a run back: not where a generation is retired by name and nothing else, since
  /// its pods go whatever the time.
  var appliesClockGate: Bool {
    retiredGenerations.isEmpty || deletesExpired || foreignGeneration != nil || needsDetails
      || !dialects.isEmpty
  }

  /// Whether the rules look at a pod's spec or status, so that its metadata alone is not enough.
  var needsDetails: Bool { finishedAfter != nil || pendingAfter != nil || stuckTerminating != nil }
}

/// How pods of an earlier generation are told.
struct ForeignGenerationPolicy: Equatable, Sendable {
  /// What the names of our pods begin with.
  var namePrefix = "buildlet-"
  /// In seconds: a younger pod may belong to a generation that is just starting.
  var minAge: Int64 = 120
}

/// When a pod that does not end is removed without its kubelet.
struct StuckTerminatingPolicy: Equatable, Sendable {
  /// In seconds: so long after it should have been gone, and so long its node may not have been ready.
  var after: Int64
  /// Whether a node that is not ready for so long counts as gone.
  var evenNotReady = false
}

extension Policy {
  /// What the active rules and the guards look at in a pod, each key once.
  var metadataFilter: MetadataFilter {
    var keys = MetadataFilter(annotations: [Self.mirrorAnnotation, Self.keepAnnotation])
    if deletesExpired || foreignGeneration != nil { keys.annotations.append(expiryKey) }
    if foreignGeneration != nil || !retiredGenerations.isEmpty {
      keys.annotations.append(generationKey)
      keys.labels.append(generationKey)
    }
    for dialect in dialects {
      keys.annotations += dialect.metadataFilter.annotations
      keys.labels += dialect.metadataFilter.labels
    }
    return MetadataFilter(annotations: keys.annotations.eachOnce, labels: keys.labels.eachOnce)
  }

  /// The same and what a selector looks at, for where it is applied here and not by the server.
  func metadataFilter(with selector: LabelSelector?) -> MetadataFilter {
    var keys = metadataFilter
    keys.labels += selector?.keys ?? []
    return keys
  }
}

extension [String] {
  fileprivate var eachOnce: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Policy {
  /// - Throws: `RefusedError` if a generation that shall be retired is alive, as a source says.
  func check(_ live: LiveGenerations) throws(RefusedError) {
    guard let both = live.generations.intersection(retiredGenerations).min() else { return }
    throw RefusedError("the generation \"\(both)\" is to be retired, but a source says that it is alive")
  }
}
