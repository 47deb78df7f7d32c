import Shared

/// Finds the awaited pods in a list of a namespace, or of all. Stores only those.
final class AwaitedList: ListVisitor {
  private let pods: AwaitedPods
  private let namespace: String?
  /// Their UIDs.
  private var found: [AwaitedPods.Key: String] = [:]

  /// - Parameter namespace: nil for all.
  init(_ pods: AwaitedPods, in namespace: String?) {
    self.pods = pods
    self.namespace = namespace
  }

  func listBegins(_: HTTPHead) { found = [:] }

  func visit(_ pod: Pod) {
    let key = AwaitedPods.Key(namespace: pod.namespace, name: pod.name)
    if pods.contains(key) { found[key] = pod.uid }
  }

  /// The pod may be one of those awaited, so the list does not say which of them are gone.
  func visitUnreadable(_ problem: String) throws { throw ReplyError.malformed(problem) }

  /// The list is complete.
  func finish() { pods.noteListed(found, in: namespace) }
}
