/// Why a pod is deleted: the rule that says so. If several do, the first of this order is named.
enum DeleteReason: String, CaseIterable, Comparable, Sendable {
  case expired
  case foreignGeneration = "foreign-generation"
  case retiredGeneration = "retired-generation"
  case finished
  case stuckPending = "stuck-pending"
  case stuckTerminating = "stuck-terminating"
  case kubeJanitor = "kube-janitor"
  case k8sTTLController = "k8s-ttl-controller"
  case gitlab
  case kyverno

  static func < (one: DeleteReason, other: DeleteReason) -> Bool { one.place < other.place }

  /// Made once: `allCases` is a new array each time.
  private static let order = allCases

  private var place: Int { Self.order.firstIndex(of: self) ?? 0 }
}

/// Why a pod is kept. If several hold, the first of this order is named.
enum KeepReason: String, CaseIterable, Comparable, Sendable {
  case protected
  case mirror
  case terminating
  case stateful
  case keepAnnotation = "keep-annotation"
  case conflict
  case invalidDeadline = "invalid-deadline"
  case inUse = "in-use"
  case liveGeneration = "live-generation"
  case newerThanSource = "newer-than-source"
  case handOver = "hand-over"
  case tooYoung = "too-young"
  case controlled
  case noFinishTime = "no-finish-time"
  case notExpired = "not-expired"
  case noDeadline = "no-deadline"
  case notOurs = "not-ours"

  static func < (one: KeepReason, other: KeepReason) -> Bool { one.place < other.place }

  private static let order = allCases

  private var place: Int { Self.order.firstIndex(of: self) ?? 0 }
}
