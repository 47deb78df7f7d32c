/// `/v3/projects/P/metricDescriptors`: create, get, list and delete.
struct DescriptorRoute: GoogleRoute {
  private static let read = MonitoringScopes.all + MonitoringScopes.read + MonitoringScopes.write

  func answer(_ call: GoogleCall) throws -> Answer? {
    let words = call.words
    guard words.count >= 4, words[0] == "v3", words[1] == "projects", words[3] == "metricDescriptors" else {
      return nil
    }
    let (project, type) = (words[2], words.dropFirst(4).joined(separator: "/"))
    switch (call.request.method, type.isEmpty) {
    case ("POST", true): return try create(project, call)
    case ("GET", true): return try list(project, call)
    case ("GET", false): return try get(type, project, call)
    case ("DELETE", false): return try delete(type, project, call)
    default: return nil
    }
  }

  private func create(_ project: String, _ call: GoogleCall) throws -> Answer {
    try call.require(
      "monitoring.metricDescriptors.create", scopes: MonitoringScopes.all + MonitoringScopes.write,
      project: project)
    let descriptor = try call.body()
    try DescriptorRules.check(descriptor)
    let behavior = call.state.behavior
    return .google(
      call.state.monitoring.transact { $0.put(descriptor, project: call.state.project, behavior) })
  }

  private func get(_ type: String, _ project: String, _ call: GoogleCall) throws -> Answer {
    try call.require("monitoring.metricDescriptors.get", scopes: Self.read, project: project)
    guard let descriptor = call.state.monitoring.transact({ $0.read(type) }) else { throw Self.unknown(type) }
    return .google(descriptor)
  }

  private func list(_ project: String, _ call: GoogleCall) throws -> Answer {
    try call.require("monitoring.metricDescriptors.list", scopes: Self.read, project: project)
    let filter = try MetricFilter(call.request.query["filter"] ?? "")
    let found = call.state.monitoring.transact { state in
      state.descriptors.keys.sorted().filter(filter.matches).compactMap { state.read($0) }
    }
    return .google(try ResultPage(call).of(found, named: "metricDescriptors"))
  }

  private func delete(_ type: String, _ project: String, _ call: GoogleCall) throws -> Answer {
    try call.require(
      "monitoring.metricDescriptors.delete", scopes: MonitoringScopes.all, project: project)
    let isThere = call.state.monitoring.transact { state in
      defer { state.forget(type) }
      return state.descriptors[type] != nil
    }
    guard isThere else { throw Self.unknown(type) }
    return .google(.object([]))
  }

  private static func unknown(_ type: String) -> GoogleError {
    .notFound("Could not find descriptor for metric '\(type)'.")
  }
}

/// The scopes of Cloud Monitoring.
enum MonitoringScopes {
  static let all = [GoogleBehavior.cloudPlatform, "https://www.googleapis.com/auth/monitoring"]
  static let write = ["https://www.googleapis.com/auth/monitoring.write"]
  static let read = ["https://www.googleapis.com/auth/monitoring.read"]
}
