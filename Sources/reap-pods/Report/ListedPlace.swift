/// Where a run lists pods, in words for people.
struct ListedPlace: Equatable {
  /// nil for all namespaces.
  var namespaces: [String?] = []
  var isSnapshot = false

  /// More namespaces than that are only counted.
  private static let mostNames = 3

  /// Continues "0 listed"; empty if nothing is known.
  ///
  /// - Parameters:
  ///   - context: the kubeconfig's context, if any.
  ///   - server: the server's URL, for clusters without a context.
  func text(context: String?, server: String?) -> String {
    let cluster = context.flatMap { $0.isEmpty ? nil : "context \($0)" } ?? server
    guard let whole = isSnapshot ? "the snapshot" : cluster else { return spaces.map { " in \($0)" } ?? "" }
    guard let spaces else { return " in \(whole)" }
    return " in \(spaces) of \(whole)"
  }

  private var spaces: String? {
    let names = namespaces.compactMap(\.self)
    if names.count < namespaces.count { return "all namespaces" }
    switch names.count {
    case 0: return nil
    case 1: return "namespace \(names[0])"
    case ...Self.mostNames: return "namespaces \(names.joined(separator: ", "))"
    default: return "\(names.count) namespaces"
    }
  }
}
