/// The body of an error: `{"error":{"code":403,"message":"…","status":"…","details":[…]}}`.
public struct GoogleStatus: Sendable {
  /// The HTTP status.
  public let code: Int64?
  /// For people, on one line, cut to a reasonable length.
  public var message: String? { wholeMessage?.beginning(1_000) }
  /// After a write of many time series, it says what was wrong with each.
  let wholeMessage: String?
  /// The gRPC status: `PERMISSION_DENIED`.
  public let status: String?
  /// Each names its type in `@type`.
  public let details: [JSONCursor]

  /// All nil if the body is something else, such as a proxy's page.
  public init(body: [UInt8]) {
    let error = (try? JSONValue(parsing: body)).map { JSONCursor($0)["error"] }
    code = try? error?["code"].optionalInteger()
    wholeMessage = Self.text(error?["message"])
    status = Self.text(error?["status"])
    details = (try? error?["details"].elements()) ?? []
  }

  private static func text(_ place: JSONCursor?) -> String? {
    guard let text = try? place?.optionalString(), !text.isEmpty else { return nil }
    return text.withoutControlCharacters
  }
}

extension GoogleStatus {
  /// The first detail of a type: `google.rpc.ErrorInfo`.
  func detail(_ type: String) -> JSONCursor? {
    details.first { (try? $0["@type"].optionalString()) == "type.googleapis.com/\(type)" }
  }

  /// `SERVICE_DISABLED`, `ACCESS_TOKEN_SCOPE_INSUFFICIENT`
  var reason: String? { try? detail("google.rpc.ErrorInfo")?["reason"].optionalString() }
}
