import Shared

/// What a run may delete: the active rules and their settings. Ages are in seconds.
struct Policy: Equatable, Sendable {
  /// The annotation that holds a pod's deadline.
  var expiryKey = Pod.usualExpiryKey
  /// The label, or else the annotation, that holds a pod's generation.
  var generationKey = Pod.usualGenerationKey
  var deletesExpired = true
  /// For this and the following rules, nil means off.
  var foreignGeneration: ForeignGenerationPolicy?
  var retiredGenerations: Set<String> = []
  var finishedAfter: Int64?
  var pendingAfter: Int64?
  var stuckTerminating: StuckTerminatingPolicy?
  /// Each dialect once, in the order of `Dialect`.
  var dialects: [Dialect] = []
  /// Namespaces given with `-n`, which are not protected.
  var namedNamespaces: Set<String> = []

  static let mirrorAnnotation = Pod.mirrorAnnotation
  static let keepAnnotation = Pod.keepAnnotation
  static let protectedNamespaces: Set<String> = ["kube-system", "kube-public", "kube-node-lease"]

  func protects(namespace: String) -> Bool {
    // Most names start with another letter, and hashing each one would slow down large lists.
    namespace.utf8.first == UInt8(ascii: "k") && Self.protectedNamespaces.contains(namespace)
      && !namedNamespaces.contains(namespace)
  }

  /// Whether `--max-share` applies: not with `--retire`, because its pods may well be all there are.
  var appliesShareGate: Bool { retiredGenerations.isEmpty }

  /// Whether `--max-clock-skew` applies: not if `--retire` is the only rule, because it ignores the time.
  var appliesClockGate: Bool {
    retiredGenerations.isEmpty || deletesExpired || foreignGeneration != nil || needsDetails
      || !dialects.isEmpty
  }

  /// Whether the rules need a pod's spec or status, and not only its metadata.
  var needsDetails: Bool { finishedAfter != nil || pendingAfter != nil || stuckTerminating != nil }
}

/// How to recognize pods of an earlier generation.
struct ForeignGenerationPolicy: Equatable, Sendable {
  /// The prefix of our pods' names.
  var namePrefix = Pod.usualBuildPrefix
  /// In seconds; a younger pod may belong to a generation that is just starting.
  var minAge: Int64 = 120
}

/// When to remove a pod that does not terminate, without its kubelet.
struct StuckTerminatingPolicy: Equatable, Sendable {
  /// In seconds: how long ago the pod should have been gone, and how long its node must not have been ready.
  var after: Int64
  /// Whether a node that has not been ready for that long counts as gone.
  var evenNotReady = false
}

extension Policy {
  /// The keys that the active rules and the guards look up in a pod, each once.
  var metadataFilter: MetadataFilter {
    var keys = MetadataFilter(annotations: [Self.mirrorAnnotation, Self.keepAnnotation])
    if deletesExpired || foreignGeneration != nil { keys.annotations.append(expiryKey) }
    if foreignGeneration != nil || !retiredGenerations.isEmpty {
      keys.annotations.append(generationKey)
      keys.labels.append(generationKey)
    }
    for dialect in dialects { keys += dialect.metadataFilter }
    return keys.withoutDuplicates
  }

  /// Adds the keys of a selector that podkeeper applies itself.
  func metadataFilter(with selector: LabelSelector?) -> MetadataFilter {
    var keys = metadataFilter
    keys.labels += selector?.keys ?? []
    return keys
  }
}

extension Policy {
  /// - Throws: `RefusedError` if a source says that a generation given to `--retire` is live.
  func check(_ live: LiveGenerations) throws(RefusedError) {
    guard let both = live.generations.intersection(retiredGenerations).min() else { return }
    throw RefusedError(
      .retiredGeneration,
      "the generation \"\(both)\" is given to --retire, but a source says that it is live")
  }
}
