/// A bearer token and its expiry.
struct AccessToken: Equatable {
  let secret: Secret
  /// Unix seconds; nil if unknown.
  let expiry: Double?

  init(_ token: String, expiry: Double?, at place: JSONCursor) throws(JSONError) {
    guard !token.isEmpty, !token.hasControlByte else {
      throw place.error("it is empty or has a control character")
    }
    secret = Secret(token)
    self.expiry = expiry
  }

  /// Reads `{"access_token":"…","expires_in":3599,"token_type":"Bearer"}` (RFC 6749, section 5.1). The number may be a
  /// string.
  init(oauth answer: JSONCursor, now: Double) throws(JSONError) {
    let type = try answer["token_type"].optionalString() ?? "Bearer"
    guard type.lowercased() == "bearer" else { throw answer["token_type"].error("expected Bearer") }
    let seconds = try Self.seconds(answer["expires_in"])
    let place = answer["access_token"]
    try self.init(try place.string(), expiry: seconds.map { now + $0 }, at: place)
  }

  /// Reads IAM's `{"accessToken":"…","expireTime":"2026-11-23T18:15:19Z"}`.
  init(iam answer: JSONCursor) throws(JSONError) {
    let text = try answer["expireTime"].string()
    guard let expiry = RFC3339.seconds(text) else {
      throw answer["expireTime"].error("expected an RFC 3339 time")
    }
    let place = answer["accessToken"]
    try self.init(try place.string(), expiry: Double(expiry), at: place)
  }

  private static func seconds(_ place: JSONCursor) throws(JSONError) -> Double? {
    switch try place.value() {
    case nil: return nil
    case .integer(let number): return Double(number)
    case .real(let number): return number
    case .string(let text):
      guard let number = Int64(text) else { throw place.error("expected a number of seconds") }
      return Double(number)
    default: throw place.error("expected a number of seconds")
    }
  }
}
