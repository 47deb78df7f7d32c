import Shared

extension Judgement {
  /// The fact behind the verdict, in words.
  ///
  /// - Parameter now: unix seconds.
  func detail(policy: Policy, now: Int64) -> String {
    switch fact {
    case .none: ""
    case .deadline(let deadline):
      "\(policy.expiryKey) \(RFC3339.text(deadline)), \(Self.distance(deadline, from: now))"
    case .unreadable(let why): "\(policy.expiryKey) \(why)"
    case .generation(let generation):
      generation.map { "\(generationKey(policy)) \"\($0)\"" } ?? "no \(generationKey(policy))"
    case .created(nil): "no creation time"
    case .created(let created?): "created \(Self.distance(created, from: now))"
    case .namespace: "name the namespace with -n to allow it"
    case .deletion(let deletion): "to be gone by \(RFC3339.text(deletion))"
    }
  }

  private func generationKey(_ policy: Policy) -> String {
    policy.foreignGeneration?.generationKey ?? "generation"
  }

  private static func distance(_ time: Int64, from now: Int64) -> String {
    let (seconds, overflows) = now.subtractingReportingOverflow(time)
    guard !overflows else { return "long ago" }
    return seconds >= 0 ? "\(shortText(seconds)) ago" : "in \(shortText(-seconds))"
  }

  /// Two units are enough.
  private static func shortText(_ seconds: Int64) -> String {
    switch seconds {
    case 86_400...: DurationArgument.text(seconds - seconds % 3600)
    case 3600...: DurationArgument.text(seconds - seconds % 60)
    default: DurationArgument.text(seconds)
    }
  }
}
