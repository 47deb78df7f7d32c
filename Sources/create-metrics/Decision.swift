import Shared

/// What to do with one descriptor, and why.
struct Decision: Equatable {
  enum Step: Equatable {
    case create
    case update
    case delete
  }

  /// nil if there is nothing to do.
  let step: Step?
  /// The state if the step is not taken.
  let state: DescriptorState
  /// What differs.
  let detail: String

  /// - Parameter found: nil if the descriptor does not exist.
  init(_ goal: Goal, wanted: MetricDescriptor, found: MetricDescriptor?) {
    guard let found else {
      self.init(goal == .check || goal == .delete ? nil : .create, .missing)
      return
    }
    if goal == .delete {
      self.init(.delete, .unchanged)
      return
    }
    let difference = wanted.difference(of: found)
    if difference.isEmpty {
      self.init(nil, .unchanged)
    } else if difference.lasting.isEmpty {
      let updates = goal == .ensure(update: true)
      self.init(updates ? .update : nil, .differs, difference.mendable)
    } else {
      let all = difference.lasting + difference.mendable
      self.init(nil, goal == .check ? .differs : .refused, all, because: "; the history would be lost")
    }
  }

  private init(
    _ step: Step?, _ state: DescriptorState, _ differences: [String] = [], because: String = ""
  ) {
    self.step = step
    self.state = state
    detail = differences.joined(separator: ", ") + because
  }
}

extension Decision.Step {
  var wouldBe: DescriptorState {
    switch self {
    case .create: .wouldCreate
    case .update: .wouldUpdate
    case .delete: .wouldDelete
    }
  }

  var done: DescriptorState {
    switch self {
    case .create: .created
    case .update: .updated
    case .delete: .deleted
    }
  }
}

/// The state of a descriptor in the report.
enum DescriptorState: String, CaseIterable, Sendable {
  case created
  case updated
  case deleted
  case unchanged
  case wouldCreate = "would-create"
  case wouldUpdate = "would-update"
  case wouldDelete = "would-delete"
  case differs
  case missing
  case refused
  case failed
}

/// The purpose of a run.
enum Goal: Equatable, Sendable {
  case check
  case ensure(update: Bool)
  case delete
}
