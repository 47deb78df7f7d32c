import Foundation

/// A request as it arrived.
public struct ReceivedRequest: Sendable {
  /// Counts from 1.
  public var number = 0
  public let method: String
  /// The path without the query, with percent escapes decoded.
  public let path: String
  /// The path and query as they were sent.
  public let target: String
  public let query: [String: String]
  public let headers: [(name: String, value: String)]
  public let body: [UInt8]
  /// `1.1` or `2`.
  public let httpVersion: String
  /// Counts from 1.
  public let connection: Int
  /// The client's user, or nil for an unknown credential.
  public let user: String?

  init(
    method: String, target: String, headers: [(name: String, value: String)], body: [UInt8],
    httpVersion: String, connection: Int, user: String?
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.httpVersion = httpVersion
    self.connection = connection
    self.user = user
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    path = (parts.first ?? "/").removingPercentEncoding ?? target
    query = parts.count > 1 ? Self.query(parts[1]) : [:]
  }

  /// The first header with a name, ignoring case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  public var userAgent: String? { header("User-Agent") }

  public var auditID: String? { header("Audit-ID") }

  public var bodyText: String { String(decoding: body, as: UTF8.self) }

  /// The name of the client, as the server guesses it.
  var manager: String { (userAgent ?? "").split(separator: "/").first.map(String.init) ?? "" }

  var accept: String? { header("Accept") }

  var isWatch: Bool { ["true", "1"].contains(query["watch"]) }

  /// Interactive tools get indented JSON.
  var wantsIndentation: Bool {
    if let pretty = query["pretty"], !pretty.isEmpty {
      return ["1", "t", "T", "true", "True"].contains(pretty)
    }
    return ["curl", "Wget", "Mozilla/5.0"].contains { (userAgent ?? "").hasPrefix($0) }
  }

  static func query(_ text: String) -> [String: String] {
    var query: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let words = parts.map { String($0).replacing("+", with: " ").removingPercentEncoding ?? String($0) }
      if query[words[0]] == nil { query[words[0]] = words.count > 1 ? words[1] : "" }
    }
    return query
  }
}
