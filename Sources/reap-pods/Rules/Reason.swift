/// Why a pod is deleted: the rule that says so. If several do, the first of this order is named.
enum DeleteReason: String, CaseIterable, Comparable, Sendable {
  case expired
  case foreignGeneration = "foreign-generation"

  static func < (one: DeleteReason, other: DeleteReason) -> Bool { one.order < other.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Why a pod is kept. If several hold, the first of this order is named.
enum KeepReason: String, CaseIterable, Comparable, Sendable {
  case protected
  case mirror
  case terminating
  case keepAnnotation = "keep-annotation"
  case invalidDeadline = "invalid-deadline"
  case inUse = "in-use"
  case liveGeneration = "live-generation"
  case newerThanSource = "newer-than-source"
  case tooYoung = "too-young"
  case notExpired = "not-expired"
  case noDeadline = "no-deadline"
  case notOurs = "not-ours"

  static func < (one: KeepReason, other: KeepReason) -> Bool { one.order < other.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
