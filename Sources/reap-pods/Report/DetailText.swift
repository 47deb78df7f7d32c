import Shared

extension Judgment {
  /// Puts the fact behind the verdict into words.
  ///
  /// - Parameter now: unix seconds.
  func detail(policy: Policy, now: Int64) -> String {
    switch fact {
    case .none: detailWithoutFact
    case .deadline(let key, let deadline):
      "\(key) \(RFC3339.text(deadline)), \(Self.distance(deadline, from: now))"
    case .never(let key): "\(key) says never"
    case .unreadable(let key, let why): "\(key) \(why)"
    case .conflict(let past, let later): "\(past) is past, \(later) is not"
    case .generation(let generation):
      generation.map { "\(policy.generationKey) \"\(Self.shortened($0))\"" } ?? "no \(policy.generationKey)"
    case .created(nil): "no creation time"
    case .created(let created?): "created \(Self.distance(created, from: now))"
    case .finished(let finish): "finished \(Self.distance(finish, from: now))"
    case .pending(let created, let cause): "created \(Self.distance(created, from: now)), \(cause.text)"
    case .owner(let owner): "\(owner.kind) \(owner.name) is its controller"
    case .namespace: "name the namespace with -n to allow it"
    case .deletion(let deletion): "should be gone by \(RFC3339.text(deletion))"
    case .awaitsNode(let node, let deletion):
      "should be gone by \(RFC3339.text(deletion)); node \(node) was not checked"
    case .node(let name, let state): "node \(name) \(state.text)"
    }
  }

  private var detailWithoutFact: String {
    switch verdict {
    case .keep(.mirror): "a static pod, which only its node can remove"
    case .keep(.keepAnnotation): "annotation \(Policy.keepAnnotation)"
    case .keep(.inUse): "listed by --in-use"
    case .keep(.handOver): "a new generation has just taken over"
    case .keep(.noFinishTime): "its status does not say when it finished"
    default: ""
    }
  }

  /// Shortens a value, because an annotation may be as large as 256 KiB.
  private static func shortened(_ value: String) -> String {
    let limit = 100
    return value.utf8.count <= limit ? value : "\(value.beginning(limit))…"
  }

  static func distance(_ time: Int64, from now: Int64) -> String {
    let (seconds, overflows) = now.subtractingReportingOverflow(time)
    // `Int64.min` has no negation.
    guard !overflows, seconds != .min else { return time < now ? "long ago" : "in the far future" }
    return seconds >= 0 ? "\(shortText(seconds)) ago" : "in \(shortText(-seconds))"
  }

  /// Shows at most two units.
  private static func shortText(_ seconds: Int64) -> String {
    switch seconds {
    case 86_400...: DurationArgument.text(seconds - seconds % 3600)
    case 3600...: DurationArgument.text(seconds - seconds % 60)
    default: DurationArgument.text(seconds)
    }
  }
}

extension PendingCause {
  fileprivate var text: String {
    switch self {
    case .unschedulable: "unschedulable"
    case .image(let reason): "image: \(reason)"
    case .notTried: "not tried by the scheduler"
    case .notStarted(let reason): "bound to a node, not started" + (reason.map { ": \($0)" } ?? "")
    }
  }
}

extension NodeState {
  fileprivate var text: String {
    switch self {
    case .gone: "is gone"
    case .outOfService: "is marked out-of-service"
    case .notReady(let since): "has not been ready since \(RFC3339.text(since))"
    case .ready: "is ready"
    case .unknown: "is in an unknown state"
    }
  }
}
