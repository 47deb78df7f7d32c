import FoundationEssentials

/// A service account's RSA key, which signs its assertions.
struct ServiceAccountKey {
  static let lifetime: Int64 = 3600

  let email: String
  let keyID: String?
  let key: Secret
  let tokenURL: String

  init(_ json: JSONCursor) throws(JSONError) {
    email = try json["client_email"].requiredLine()
    keyID = try json["private_key_id"].nonEmptyString()
    key = try json["private_key"].requiredSecret()
    tokenURL = try json["token_uri"].serviceURL(default: "https://oauth2.googleapis.com/token")
    // Check the key now, so that the error can name the field.
    do { _ = try signRS256([], key: key) } catch {
      throw json["private_key"].error("\(error); download a new key or restore the file")
    }
  }

  /// A JSON web token (RFC 7523) that asks for the scopes.
  ///
  /// - Parameter now: unix seconds.
  func assertion(scopes: [String], now: Int64) throws -> Secret {
    var header: [JSONValue.Member] = [.init("alg", "RS256"), .init("typ", "JWT")]
    if let keyID { header.append(.init("kid", .string(keyID))) }
    let claims: JSONValue = [
      "iss": .string(email), "scope": .string(scopes.joined(separator: " ")), "aud": .string(tokenURL),
      "iat": .integer(now), "exp": .integer(now + Self.lifetime),
    ]
    let signed = try [JSONValue.object(header), claims]
      .map { base64URL(Array(try $0.serialized().utf8)) }.joined(separator: ".")
    return Secret("\(signed).\(base64URL(try signRS256(Array(signed.utf8), key: key)))")
  }
}

/// RFC 4648, section 5, without padding.
private func base64URL(_ bytes: [UInt8]) -> String {
  String(
    Data(bytes).base64EncodedString().compactMap { character in
      switch character {
      case "+": "-"
      case "/": "_"
      case "=": nil
      default: character
      }
    })
}
