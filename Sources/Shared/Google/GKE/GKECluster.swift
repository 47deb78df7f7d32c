/// A GKE cluster's full name: `projects/P/locations/L/clusters/C`.
public struct GKECluster: Equatable, Sendable, CustomStringConvertible {
  public let project: String
  /// A zone or a region.
  public let location: String
  public let name: String

  /// nil unless the three names consist of letters, digits and `-` (a project's also of `.`, `:` and `_`).
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[0] == "projects", parts[2] == "locations", parts[4] == "clusters",
      Self.isName(parts[1], besides: "-.:_"), Self.isName(parts[3], besides: "-"),
      Self.isName(parts[5], besides: "-")
    else { return nil }
    (project, location, name) = (parts[1], parts[3], parts[5])
  }

  private static func isName(_ text: String, besides others: String) -> Bool {
    guard let first = text.utf8.first, first.isASCIIAlphanumeric else { return false }
    return text.utf8.allSatisfy { $0.isASCIIAlphanumeric || others.utf8.contains($0) }
  }

  public var description: String { "projects/\(project)/locations/\(location)/clusters/\(name)" }

  /// gcloud's name for the cluster's context.
  public var context: String { "gke_\(project)_\(location)_\(name)" }
}
