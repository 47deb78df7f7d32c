import ArgumentParser
import Shared

/// An object in the cluster that says which generations are live.
enum GenerationReference: Equatable, Sendable, ExpressibleByArgument, CustomStringConvertible {
  /// The lease's holder is live.
  case lease(namespace: String, name: String)
  /// The value of `key` lists one generation per line.
  case configMap(namespace: String, name: String, key: String)

  /// Reads `lease/NAMESPACE/NAME` or `configmap/NAMESPACE/NAME/KEY`.
  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.allSatisfy({ !$0.trimmed.isEmpty && $0.isPathSegment }) else { return nil }
    switch (parts.first, parts.count) {
    case ("lease", 3): self = .lease(namespace: parts[1], name: parts[2])
    case ("configmap", 4): self = .configMap(namespace: parts[1], name: parts[2], key: parts[3])
    default: return nil
    }
  }

  var description: String {
    switch self {
    case .lease(let namespace, let name): "lease/\(namespace)/\(name)"
    case .configMap(let namespace, let name, let key): "configmap/\(namespace)/\(name)/\(key)"
    }
  }
}
