import Shared

/// The deadlines that a pod gave itself, as a ledger recorded them.
struct RecordedDeadlines: DeadlineSource {
  let keys: [String: PodKeyFact]

  func expiry(key: String) -> PodDeadline { PodDeadline(key: key, deadline: deadline(key) ?? .none) }

  func readings(in dialect: Dialect) -> [PodDeadline] {
    dialect.deadlineKeys.compactMap { place, key in
      deadline(key).map { PodDeadline(place: place, key: key, deadline: $0) }
    }
  }

  /// nil if the pod had no such key.
  private func deadline(_ key: String) -> Deadline? {
    switch keys[key] {
    case nil: nil
    case .at(let seconds): .at(unixSeconds: seconds)
    case .never: .never
    case .unreadable, .text, .flag: .unreadable(why: "could not be read")
    }
  }
}
