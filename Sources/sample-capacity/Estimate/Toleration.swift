import Shared

/// A toleration of build pods: `key`, `key=value`, `key=value:NoSchedule`.
struct Toleration: Equatable, Sendable {
  let key: String
  /// nil means any value.
  let value: String?
  /// nil means any effect.
  let effect: String?

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    key = pair[0]
    value = pair.count > 1 ? pair[1] : nil
    effect = parts.count > 1 ? parts[1] : nil
    guard !key.isEmpty, effect.map({ Taint.effects.contains($0) }) ?? true else { return nil }
  }

  func tolerates(_ taint: Taint) -> Bool {
    key == taint.key && (value.map { $0 == taint.value } ?? true)
      && (effect.map { $0 == taint.effect } ?? true)
  }
}

extension Taint {
  static let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"]

  /// Whether it keeps new pods off its node.
  var repels: Bool { effect == "NoSchedule" || effect == "NoExecute" }
}
