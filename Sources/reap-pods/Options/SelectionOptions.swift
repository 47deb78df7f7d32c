import ArgumentParser
import Shared

/// The pods that a run considers.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Consider the pods in this namespace; repeatable (default: the context's).", valueName: "namespace"),
    transform: namespaceName)
  var namespace: [String] = []

  @Flag(name: [.customShort("A"), .long], help: "Consider the pods in all namespaces.")
  var allNamespaces = false

  @Option(
    help: ArgumentHelp("Skip the pods in this namespace; repeatable.", valueName: "namespace"),
    transform: namespaceName)
  var excludeNamespace: [String] = []

  @Option(
    name: [.customShort("l"), .long],
    help: ArgumentHelp("Consider only pods whose labels match, as with kubectl.", valueName: "selector"),
    transform: labelSelector)
  var selector: LabelSelector?

  @Option(
    help: ArgumentHelp("Consider only pods whose fields match, as with kubectl.", valueName: "selector"),
    transform: nonBlank)
  var fieldSelector: String?

  @Flag(
    help: ArgumentHelp(
      "Go on if a namespace does not exist. By default, the run then deletes nothing and exits with 66."))
  var ignoreNotFound = false

  func validate() throws {
    if allNamespaces, !namespace.isEmpty {
      throw ValidationError("--all-namespaces and --namespace cannot be combined")
    }
  }

  /// Whether a selector leaves pods out.
  var hasSelector: Bool { selector != nil || fieldSelector != nil }

  /// The namespaces to list; nil stands for all of them.
  func namespaces(default fallback: String) -> [String?] {
    if allNamespaces { return [nil] }
    var seen: Set<String> = []
    return (namespace.isEmpty ? [fallback] : namespace)
      .filter { seen.insert($0).inserted && !excludeNamespace.contains($0) }
  }
}
