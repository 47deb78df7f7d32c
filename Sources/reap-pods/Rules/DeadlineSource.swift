import Shared

/// Where the rules learn the deadlines that a pod gives itself: from its annotations and labels, or from what a
/// ledger recorded of them.
protocol DeadlineSource {
  /// The deadline in the annotation `key`, in unix seconds.
  func expiry(key: String) -> PodDeadline

  /// The deadlines in a dialect, one for each annotation or label that the pod has.
  func readings(in dialect: Dialect) -> [PodDeadline]
}

extension Pod: DeadlineSource {
  func readings(in dialect: Dialect) -> [PodDeadline] { dialect.readings(of: self) }
}
