import Foundation

/// A JSON web token that a service account exchanges for an access token.
struct SignedAssertion: Sendable {
  let header: JSONValue
  let claims: JSONValue
  /// The signed text: the first two parts.
  let signed: String
  let signature: [UInt8]

  /// nil if the text is not a JSON web token.
  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let header = Self.bytes(parts[0]), let claims = Self.bytes(parts[1]),
      let signature = Self.bytes(parts[2]), let head = try? JSONParser.parse(header),
      let body = try? JSONParser.parse(claims)
    else { return nil }
    (self.header, self.claims) = (head, body)
    signed = parts[0] + "." + parts[1]
    self.signature = signature
  }

  /// URL-safe Base64 without padding (RFC 7515).
  private static func bytes(_ text: String) -> [UInt8]? {
    guard !text.contains(where: { "+/=".contains($0) }) else { return nil }
    let usual = text.replacing("-", with: "+").replacing("_", with: "/")
    let padded = usual + String(repeating: "=", count: (4 - usual.count % 4) % 4)
    return Data(base64Encoded: padded).map(Array.init)
  }
}
