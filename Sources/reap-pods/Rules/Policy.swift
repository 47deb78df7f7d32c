import Shared

/// What a run may delete: the rules that are on, and what they are told.
struct Policy: Equatable, Sendable {
  /// The annotation that holds a pod's deadline.
  var expiryKey = "delete-at"
  var deletesExpired = true
  /// nil: the rule is off.
  var foreignGeneration: ForeignGenerationPolicy?
  /// Namespaces that were named with `-n`: they are not protected.
  var namedNamespaces: Set<String> = []

  static let mirrorAnnotation = "kubernetes.io/config.mirror"
  static let keepAnnotation = "podkeeper/keep"
  static let protectedNamespaces: Set<String> = ["kube-system", "kube-public", "kube-node-lease"]

  func protects(namespace: String) -> Bool {
    Self.protectedNamespaces.contains(namespace) && !namedNamespaces.contains(namespace)
  }

  /// What the rules look at in a pod.
  var wantedKeys: WantedKeys {
    let generation = foreignGeneration.map { [$0.generationKey] } ?? []
    return WantedKeys(
      annotations: [expiryKey, Self.mirrorAnnotation, Self.keepAnnotation] + generation, labels: generation)
  }
}

/// How pods of an earlier generation are told.
struct ForeignGenerationPolicy: Equatable, Sendable {
  /// The label, else annotation, with a pod's generation.
  var generationKey = "generation"
  /// What the names of our pods begin with.
  var namePrefix = "buildlet-"
  /// In seconds: a younger pod may belong to a generation that is just starting.
  var minAge: Int64 = 120
}
