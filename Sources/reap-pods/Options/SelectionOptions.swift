import ArgumentParser
import Shared

/// Which pods are looked at.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Look at the pods of this namespace; repeatable (default: the context's).", valueName: "namespace"),
    transform: namespaceName)
  var namespace: [String] = []

  @Flag(name: [.customShort("A"), .long], help: "Look at the pods of all namespaces.")
  var allNamespaces = false

  @Option(
    help: ArgumentHelp("Leave out the pods of this namespace; repeatable.", valueName: "namespace"),
    transform: namespaceName)
  var excludeNamespace: [String] = []

  @Option(
    name: [.customShort("l"), .long],
    help: ArgumentHelp("Look only at pods whose labels match, as with kubectl.", valueName: "selector"),
    transform: labelSelector)
  var selector: LabelSelector?

  @Option(
    help: ArgumentHelp("Look only at pods whose fields match, as with kubectl.", valueName: "selector"),
    transform: nonBlank)
  var fieldSelector: String?

  func validate() throws {
    if allNamespaces, !namespace.isEmpty {
      throw ValidationError("--all-namespaces and --namespace exclude each other")
    }
  }

  /// One list for each; nil is all namespaces.
  func namespaces(default fallback: String) -> [String?] {
    if allNamespaces { return [nil] }
    var seen: Set<String> = []
    return (namespace.isEmpty ? [fallback] : namespace)
      .filter { seen.insert($0).inserted && !excludeNamespace.contains($0) }
  }
}
