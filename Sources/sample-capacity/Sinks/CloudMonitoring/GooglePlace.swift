/// Where on Google Cloud a cluster is.
struct GooglePlace: Equatable, Sendable {
  let project: String
  /// A region such as `us-central1`, or a zone in it: `us-central1-f`.
  let location: String?

  private var parts: [Substring] { location?.split(separator: "-") ?? [] }

  var region: String? { location.map { _ in parts.prefix(2).joined(separator: "-") } }

  /// nil for a cluster of a whole region.
  var zone: String? { parts.count > 2 ? location : nil }
}
