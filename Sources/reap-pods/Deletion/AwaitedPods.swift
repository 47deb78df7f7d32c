import Shared

/// The pods that a run waits for, and which of them are left. A pod is gone if no pod has its name, or one with another
/// UID does.
final class AwaitedPods {
  /// A pod to wait for.
  struct Target: Equatable, Sendable {
    let namespace: String
    let name: String
    let uid: String
    /// Whether it was already terminating when the run began.
    var wasTerminating = false
  }

  struct Key: Hashable {
    let namespace: String
    let name: String
  }

  private let targets: [Target]
  /// The places in `targets` of the pods that are left.
  private var places: [Key: Int]

  init(_ targets: [Target]) {
    self.targets = targets
    let keys = targets.enumerated().map { (Key(namespace: $1.namespace, name: $1.name), $0) }
    places = Dictionary(keys) { $1 }
  }

  var total: Int { targets.count }
  var terminatingCount: Int { targets.count(where: \.wasTerminating) }
  var leftCount: Int { places.count }
  var isEmpty: Bool { places.isEmpty }

  /// In the order of the targets.
  var left: [Target] { places.values.sorted().map { targets[$0] } }

  /// The namespaces of the pods that are left.
  var namespaces: Set<String> { Set(places.keys.map(\.namespace)) }

  /// - Parameter namespace: nil for all.
  func isEmpty(in namespace: String?) -> Bool {
    namespace.map { !places.keys.lazy.map(\.namespace).contains($0) } ?? isEmpty
  }

  func note(_ event: WatchEvent) {
    switch event {
    case .changed(let pod):
      let key = Key(namespace: pod.namespace, name: pod.name)
      if uid(of: key) != pod.uid { places[key] = nil }
    case .deleted(let pod):
      let key = Key(namespace: pod.namespace, name: pod.name)
      if uid(of: key) == pod.uid { places[key] = nil }
    case .bookmark: break
    }
  }

  func noteGone(_ target: Target) { places[Key(namespace: target.namespace, name: target.name)] = nil }

  /// A complete list contained, of the names of the pods that are left, only these, with these UIDs.
  func noteListed(_ listed: [Key: String], in namespace: String?) {
    for key in places.keys where namespace ?? key.namespace == key.namespace && listed[key] != uid(of: key) {
      places[key] = nil
    }
  }

  func contains(_ key: Key) -> Bool { places[key] != nil }

  private func uid(of key: Key) -> String? { places[key].map { targets[$0].uid } }
}

/// Some pods were still there after the wait.
struct NotGoneError: DiagnosedError {
  let pods: [AwaitedPods.Target]

  var exitStatus: ExitStatus { .tempfail }

  var description: String {
    let names = pods.map { "\($0.namespace)/\($0.name)" }
    let shown = names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
    let before = pods.count(where: \.wasTerminating)
    let note =
      before == 0 ? "" : " (\(before) \(before == 1 ? "was" : "were") already terminating when the run began)"
    return "\(names.count == 1 ? "1 pod is" : "\(names.count) pods are") not gone yet\(note): \(shown)"
  }
}
