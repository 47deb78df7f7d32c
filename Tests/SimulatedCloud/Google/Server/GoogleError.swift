/// An error in the format of Google's APIs.
struct GoogleError: Error, Sendable {
  var code: Int
  var status: String
  var message: String
  var details: [JSONValue] = []

  init(_ code: Int, _ status: String, _ message: String, details: [JSONValue] = []) {
    self.code = code
    self.status = status
    self.message = message
    self.details = details
  }

  var answer: Answer {
    var error: JSONValue = [
      "code": .integer(code), "message": .string(message), "status": .string(status),
    ]
    if !details.isEmpty { error["details"] = .array(details) }
    var answer = Answer.google(status: code, ["error": error])
    if code == 401 {
      answer.headers.append(
        ("WWW-Authenticate", #"Bearer realm="https://accounts.google.com/", error="invalid_token""#))
    }
    return answer
  }

  private static func info(_ reason: String) -> JSONValue {
    [
      "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": .string(reason),
      "domain": "googleapis.com",
    ]
  }
}

extension GoogleError {
  static let noCredentials = GoogleError(
    401, "UNAUTHENTICATED",
    "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or "
      + "other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    details: [info("CREDENTIALS_MISSING")])

  static let badCredentials = GoogleError(
    401, "UNAUTHENTICATED",
    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other "
      + "valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    details: [info("ACCESS_TOKEN_EXPIRED")])

  static let insufficientScopes = GoogleError(
    403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.",
    details: [info("ACCESS_TOKEN_SCOPE_INSUFFICIENT")])

  static func denied(_ permission: String) -> GoogleError {
    GoogleError(
      403, "PERMISSION_DENIED", "Permission \(permission) denied (or the resource may not exist).")
  }

  static func invalid(_ message: String) -> GoogleError { GoogleError(400, "INVALID_ARGUMENT", message) }

  static func invalid(field: String, _ why: String) -> GoogleError {
    invalid("Field \(field) had an invalid value: \(why)")
  }

  static func invalid(field: String, _ value: String, _ why: String) -> GoogleError {
    invalid("Field \(field) had an invalid value of \"\(value)\": \(why)")
  }

  static func notFound(_ message: String) -> GoogleError { GoogleError(404, "NOT_FOUND", message) }

  /// An injected error.
  static func ordered(_ code: Int) -> GoogleError {
    let words: [Int: (String, String)] = [
      400: ("INVALID_ARGUMENT", "Request contains an invalid argument."),
      401: ("UNAUTHENTICATED", badCredentials.message),
      403: ("PERMISSION_DENIED", "The caller does not have permission"),
      404: ("NOT_FOUND", "Requested entity was not found."),
      409: ("ABORTED", "The operation was aborted."),
      429: ("RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."),
      500: ("INTERNAL", "Internal error encountered. Please retry after a few seconds."),
      503: ("UNAVAILABLE", "The service is currently unavailable."),
      504: ("DEADLINE_EXCEEDED", "Deadline expired before operation could complete."),
    ]
    let (status, message) = words[code] ?? ("UNKNOWN", "The server answered \(code).")
    return GoogleError(code, status, message)
  }
}

extension Answer {
  /// JSON as Google's front end writes it.
  static func google(status: Int = 200, _ value: JSONValue) -> Answer {
    Answer(
      status: status, contentType: "application/json; charset=UTF-8",
      body: .bytes(PrettyPrinter.print(JSONText.bytes(value)) + [0x0a]))
  }

  static func text(status: Int = 200, contentType: String = "text/plain; charset=utf-8", _ text: String)
    -> Answer
  {
    Answer(status: status, contentType: contentType, body: .bytes(Array(text.utf8)))
  }
}
