/// What a pod's annotations and labels say about its life, read the same way by every rule and record.
extension Pod {
  /// The annotation that holds a pod's deadline, unless options say otherwise.
  public static let usualExpiryKey = "delete-at"
  /// The label, or else the annotation, that holds a pod's generation, unless options say otherwise.
  public static let usualGenerationKey = "generation"
  /// How the names of build pods start, unless options say otherwise.
  public static let usualBuildPrefix = "buildlet-"
  /// Marks a pod that the kubelet made from a file; deleting it does nothing.
  public static let mirrorAnnotation = "kubernetes.io/config.mirror"
  /// The annotation that keeps a pod, whatever the rules say, unless its value is `false`.
  public static let keepAnnotation = "podkeeper/keep"

  /// The deadline in the annotation `key`, in unix seconds.
  ///
  /// As in the ancestor's `cleanUpOldPods`, a deadline of 0 or before 1970 has passed.
  public func expiry(key: String) -> PodDeadline {
    let deadline = Deadline(annotation: annotations[key])
    guard case .at(let seconds) = deadline, seconds <= 0 else {
      return PodDeadline(key: key, deadline: deadline)
    }
    return PodDeadline(
      key: key, deadline: deadline,
      lint: "annotation \(key) is \(seconds), which counts as a time in the past")
  }

  /// The generation in the pod's label, or else in its annotation; an empty value counts as none.
  public func generation(key: String) -> String? {
    if let label = labels[key], !label.isEmpty { return label }
    if let annotation = annotations[key], !annotation.isEmpty { return annotation }
    return nil
  }

  /// What the annotation `key` says about keeping the pod; nil if it has none.
  public func keeps(key: String = keepAnnotation) -> Bool? { annotations[key].map { $0 != "false" } }
}
