/// The supported part of Monitoring's filter language: one condition on the metric's type.
struct MetricFilter: Sendable {
  private enum Condition: Sendable {
    case any
    case equal(String)
    case prefix(String)
  }

  private let condition: Condition

  init(_ text: String) throws {
    let trimmed = text.trimmingPrefix(/\s+/)
    if trimmed.isEmpty {
      condition = .any
    } else if let match = trimmed.wholeMatch(of: /metric\.type\s*=\s*"([^"]*)"\s*/) {
      condition = .equal(String(match.1))
    } else if let match = trimmed.wholeMatch(of: /metric\.type\s*=\s*starts_with\(\s*"([^"]*)"\s*\)\s*/) {
      condition = .prefix(String(match.1))
    } else {
      throw GoogleError.invalid(field: "filter", text, "The filter is not understood.")
    }
  }

  func matches(_ type: String) -> Bool {
    switch condition {
    case .any: true
    case .equal(let wanted): type == wanted
    case .prefix(let start): type.hasPrefix(start)
    }
  }
}

/// `pageSize` and `pageToken`.
struct ResultPage: Sendable {
  private let size: Int
  private let start: Int

  init(_ call: GoogleCall) throws {
    let query = call.request.query
    size = query["pageSize"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil } ?? 10_000
    let token = query["pageToken"] ?? ""
    guard let start = token.isEmpty ? 0 : Int(token.dropFirst("page-".count)), start >= 0 else {
      throw GoogleError.invalid(field: "pageToken", token, "The page token is not valid.")
    }
    self.start = start
  }

  /// One page of the results. An empty list is omitted, as always in protobuf's JSON.
  func of(_ found: [JSONValue], named name: String) -> JSONValue {
    let page = found.dropFirst(start).prefix(size)
    var value: JSONValue = .object([])
    if !page.isEmpty { value[name] = .array(Array(page)) }
    if start + size < found.count { value["nextPageToken"] = .string("page-\(start + size)") }
    return value
  }
}
