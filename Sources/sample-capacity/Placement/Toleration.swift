import Shared

/// Which taints a build pod tolerates: `key`, `key=value`, `key=value:NoSchedule`; or as a pod's spec says it.
struct Toleration: Equatable, Sendable {
  /// nil: any, which only a pod's spec can say.
  let key: String?
  /// nil: any.
  let value: String?
  /// nil: any.
  let effect: String?

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    key = pair[0]
    value = pair.count > 1 ? pair[1] : nil
    effect = parts.count > 1 ? parts[1] : nil
    guard !pair[0].isEmpty, effect.map({ Taint.effects.contains($0) }) ?? true else { return nil }
  }

  /// From a pod's spec (`ToleratesTaint` of k8s.io/api/core/v1/toleration.go).
  ///
  /// - Throws: `JSONError`, also for an operator that the scheduler does not compare by presence or equality.
  init(json: JSONCursor) throws(JSONError) {
    let key = try json["key"].optionalString() ?? ""
    let operatorName = try json["operator"].optionalString() ?? "Equal"
    let value = try json["value"].optionalString() ?? ""
    switch operatorName {
    case "Exists": self.value = nil
    case "Equal", "": self.value = value
    default: throw json["operator"].error("expected Exists or Equal")
    }
    guard !key.isEmpty || operatorName == "Exists" else {
      throw json["key"].error("without a key the operator must be Exists")
    }
    self.key = key.isEmpty ? nil : key
    let effect = try json["effect"].optionalString() ?? ""
    self.effect = effect.isEmpty ? nil : effect
  }

  func tolerates(_ taint: Taint) -> Bool {
    (key.map { $0 == taint.key } ?? true) && (value.map { $0 == taint.value } ?? true)
      && (effect.map { $0 == taint.effect } ?? true)
  }
}

extension Taint {
  static let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"]

  /// Whether it keeps new pods off its node.
  var repels: Bool { effect == "NoSchedule" || effect == "NoExecute" }

  /// The taint that the scheduler sees on a cordoned node (kube-scheduler, NodeUnschedulable).
  static let unschedulable = Taint(key: "node.kubernetes.io/unschedulable", effect: "NoSchedule")
}
