extension MonitoringService {
  /// The descriptors of all metrics below a prefix. One that was made just now may be missing.
  ///
  /// - Parameters:
  ///   - prefix: `custom.googleapis.com/cluster`
  ///   - pageSize: nil: as many as the service likes to send at a time.
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

  /// Makes a descriptor, or gives an existing one the texts and labels that it lacks. Some time may go by
  /// until that shows.
  public func create(_ descriptor: MetricDescriptor) throws(MonitoringError) {
    try change(.post, "/metricDescriptors", body: descriptor.json, .createDescriptor(descriptor.type))
  }

  /// Deletes a descriptor, and with it the history of the metric.
  ///
  /// - Parameter type: letters, digits and `._/` only: the API wants it as it is.
  /// - Returns: false if there was none.
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
    if let token, token == nextToken { throw next.error("the list does not come to an end") }
    for descriptor in try json["metricDescriptors"].elements() {
      descriptors.append(try MetricDescriptor(json: descriptor))
    }
  }
}
