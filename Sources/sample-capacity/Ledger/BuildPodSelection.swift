import Shared

/// Which pods are build pods, and what is recorded about them.
struct BuildPodSelection: Equatable, Sendable {
  /// Empty for any name.
  var namePrefix = Pod.usualBuildPrefix
  var selector: LabelSelector?
  /// The label whose value is a pod's class; nil if all are in one class.
  var classLabel: String?
  var keys = RecordedKeys()

  /// Reads what is recorded about build pods.
  var reader: PodLife.Reader {
    var filter = keys.metadataFilter
    for key in (selector?.keys ?? []) + [classLabel].compactMap(\.self) where !filter.labels.contains(key) {
      filter.labels.append(key)
    }
    return PodLife.Reader(filter, namePrefix: namePrefix)
  }

  /// In bytes. Kubernetes' UIDs have 36, but snapshots can contain anything.
  static let longestUID = 64

  /// Whether a pod is a build pod. One without a usable UID is not: nothing can be recorded about it.
  func matches(_ pod: CapacityPod, _ life: PodLife) -> Bool {
    !life.uid.isEmpty && life.uid.utf8.count <= Self.longestUID && pod.name.hasPrefix(namePrefix)
      && selector?.matches(life.labels) != false
  }

  /// The value of the pod's label; nil if it has none.
  func label(_ life: PodLife) -> String? { classLabel.flatMap { life.labels[$0] } }
}
