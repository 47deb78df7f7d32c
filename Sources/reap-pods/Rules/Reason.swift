import Shared

/// The rule that deletes a pod. If several do, the report names the first in this order.
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

extension Dialect {
  /// The rule that reads it.
  var reason: DeleteReason {
    switch self {
    case .kubeJanitor: .kubeJanitor
    case .k8sTTLController: .k8sTTLController
    case .gitlab: .gitlab
    case .kyverno: .kyverno
    }
  }
}

/// Why a pod is kept. If several reasons apply, the report names the first in this order.
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

/// An enum whose cases compare in the order of their declaration.
protocol DeclaredOrder: CaseIterable, Comparable {
  /// `allCases`, stored because that creates a new array on every call.
  static var order: [Self] { get }
}

extension DeclaredOrder {
  static func < (one: Self, other: Self) -> Bool { one.place < other.place }

  private var place: Int { Self.order.firstIndex(of: self) ?? 0 }
}
