/// Why a pod is deleted: the rule that says so. If several do, the first of this order is named.
enum DeleteReason: String, DeclaredOrder, Sendable {
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

  static let order = allCases
}

/// Why a pod is kept. If several hold, the first of this order is named.
enum KeepReason: String, DeclaredOrder, Sendable {
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

  static let order = allCases
}

/// Compares by the order in which the cases are declared.
protocol DeclaredOrder: CaseIterable, Comparable {
  /// `allCases`, made once: that is a new array each time.
  static var order: [Self] { get }
}

extension DeclaredOrder {
  static func < (one: Self, other: Self) -> Bool { one.place < other.place }

  private var place: Int { Self.order.firstIndex(of: self) ?? 0 }
}
