/// What the body of a refusal says: `{"error":{"code":403,"message":"…","status":"…","details":[…]}}`.
public struct GoogleStatus: Sendable {
  /// The HTTP status again.
  public let code: Int64?
  /// For people, on one line, cut where it is overlong.
  public var message: String? { wholeMessage?.beginning(1_000) }
  /// Of a write of many time series it says of each what was wrong.
  let wholeMessage: String?
  /// As gRPC names it: `PERMISSION_DENIED`.
  public let status: String?
  /// Each says in `@type` what it is.
  public let details: [JSONCursor]

  /// All nil if the body is something else: a proxy's, say.
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
