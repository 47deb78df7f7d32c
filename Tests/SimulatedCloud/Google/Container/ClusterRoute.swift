import Synchronization

/// `GET /v1/projects/P/locations/L/clusters/C`: container.googleapis.com.
struct ClusterRoute: GoogleRoute {
  func answer(_ call: GoogleCall) throws -> Answer? {
    let words = call.words
    guard call.request.method == "GET", words.count == 7, words[0] == "v1", words[1] == "projects",
      words[3] == "locations", words[5] == "clusters"
    else { return nil }
    let (project, location, name) = (words[2], words[4], words[6])
    try call.require(
      "container.clusters.get", scopes: [GoogleBehavior.cloudPlatform], project: project)
    guard let entry = call.state.clusters.withLock({ $0.entries["\(location)/\(name)"] }) else {
      throw GoogleError.notFound("Not found: projects/\(project)/locations/\(location)/clusters/\(name).")
    }
    let cluster = entry.value(project: call.state.project)
    return .google(try call.request.query["fields"].map { try FieldMask($0).apply(to: cluster) } ?? cluster)
  }
}
