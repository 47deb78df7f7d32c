/// A request for a token.
struct TokenRequest {
  enum Body {
    case form([(name: String, value: String)])
    case json(JSONValue)
  }

  var url: String
  var headers: [HTTPHeader] = []
  var body: Body
  /// The user that the token is for.
  var identity: String
  /// What to do about a refusal, beginning with `; `; may be empty.
  var advice: (TokenRefusal) -> String

  var httpRequest: HTTPRequest {
    var request =
      switch body {
      case .json(let value): HTTPRequest(.post, url, json: value, repeatability: .safe)
      case .form(let items): HTTPRequest(.post, url, form: items, repeatability: .safe)
      }
    request.headers += headers
    request.bodyLimit = 1 << 20
    return request
  }
}

/// Why a token endpoint refused: OAuth's `{"error":"invalid_grant","error_description":"…"}`, or the error body of
/// Google's APIs.
struct TokenRefusal {
  /// The HTTP status.
  let status: Int
  /// `invalid_grant`, `PERMISSION_DENIED`
  let code: String?
  let message: String?

  init(status: Int, body: [UInt8]) {
    let clean = { (text: String) in text.withoutControlCharacters.beginning(500) }
    let google = GoogleStatus(body: body)
    let root = (try? JSONValue(parsing: body)).map { JSONCursor($0) }
    self.status = status
    code = (google.status ?? (try? root?["error"].optionalString())).map(clean)
    message = (google.message ?? (try? root?["error_description"].optionalString())).map(clean)
  }

  var exitStatus: ExitStatus {
    switch status {
    case 408, 429, 500...599: .unavailable
    case 300..<400: .protocol
    case 403 where code == "PERMISSION_DENIED": .noperm
    default: .config
    }
  }

  var text: String {
    let parts = [code, message].compactMap(\.self)
    return parts.isEmpty ? "no reason given (\(status))" : "\(parts.joined(separator: ": ")) (\(status))"
  }
}
