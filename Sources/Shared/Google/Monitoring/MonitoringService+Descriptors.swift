extension MonitoringService {
  /// The descriptors of all metrics below a prefix. A new one may still be missing.
  ///
  /// - Parameters:
  ///   - prefix: `custom.googleapis.com/cluster`
  ///   - pageSize: nil for the service's default.
  public func descriptors(
    prefix: String, pageSize: Int? = nil
  ) throws(MonitoringError) -> [String: MetricDescriptor] {
    var query = [("filter", "metric.type = starts_with(\"\(prefix)/\")")]
    if let pageSize { query.append(("pageSize", "\(pageSize)")) }
    var found: [String: MetricDescriptor] = [:]
    var token: String?
    repeat {
      let next = token.map { [("pageToken", $0)] } ?? []
      let response = try perform(.get, "/metricDescriptors\(urlQuery(query + next))", .listDescriptors)
      let page = try decoded(response, .listDescriptors) { json throws(JSONError) in
        try DescriptorPage(json: json, after: token)
      }
      for descriptor in page.descriptors { found[descriptor.type] = descriptor }
      token = page.nextToken
    } while token != nil
    return found
  }

  /// Creates a descriptor, or updates an existing one's texts and adds missing labels. The change may take some time to
  /// show.
  public func create(_ descriptor: MetricDescriptor) throws(MonitoringError) {
    try change(.post, "/metricDescriptors", body: descriptor.json, .createDescriptor(descriptor.type))
  }

  /// Deletes a descriptor, and with it the history of the metric.
  ///
  /// - Parameter type: letters, digits and `._/` only, because the API expects it unescaped.
  /// - Returns: false if it did not exist.
  public func deleteDescriptor(_ type: String) throws(MonitoringError) -> Bool {
    do {
      try change(.delete, "/metricDescriptors/\(type)", .deleteDescriptor(type))
      return true
    } catch {
      guard error.saysNotFound else { throw error }
      return false
    }
  }
}

private struct DescriptorPage {
  var descriptors: [MetricDescriptor] = []
  let nextToken: String?

  init(json: JSONCursor, after token: String?) throws(JSONError) {
    let next = json["nextPageToken"]
    nextToken = try next.nonEmptyString()
    if let token, token == nextToken { throw next.error("the list does not end") }
    for descriptor in try json["metricDescriptors"].elements() {
      descriptors.append(try MetricDescriptor(json: descriptor))
    }
  }
}
