import Foundation

/// Where the next page of a list begins.
struct ContinueToken: Sendable {
  /// The version that the list began with, `-1` for the current state.
  var resourceVersion: Int64
  /// The key of the first object, with its namespace.
  var start: String

  init(resourceVersion: Int64, start: String) {
    self.resourceVersion = resourceVersion
    self.start = start
  }

  init(_ text: String, _ prefix: String) throws {
    let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - base64.count % 4) % 4)
    // Like Go, ignore the remaining bits.
    guard let data = Data(base64Encoded: base64 + padding) else {
      throw Self.invalid("illegal base64 data at input byte \(text.utf8.count)")
    }
    guard let value = try? JSONParser.parse(Array(data)) else {
      throw Self.invalid("invalid character '\(Self.quoted(data.first ?? 0))' looking for beginning of value")
    }
    guard value["v"] == "meta.k8s.io/v1", let version = value["rv"]?.integer, let start = value["start"]?.text
    else {
      throw StatusError.badRequest(
        "continue key is not valid: server does not recognize this encoded version")
    }
    resourceVersion = version
    self.start = prefix + start.drop { $0 == "/" }
  }

  func text(_ prefix: String) -> String { Self.encode(resourceVersion, "/" + start.dropFirst(prefix.count)) }

  /// The token that a 410 offers instead, which continues with the current state.
  func renewed(_ prefix: String) -> String { Self.encode(-1, String(start.dropFirst(prefix.count))) }

  private static func encode(_ version: Int64, _ start: String) -> String {
    let value: JSONValue = ["v": "meta.k8s.io/v1", "rv": .integer(version), "start": .string(start)]
    return Data(JSONText.bytes(value)).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  private static func invalid(_ why: String) -> StatusError {
    .badRequest("invalid continue token: continue key is not valid: \(why)")
  }

  /// A byte as Go quotes it in errors.
  private static func quoted(_ byte: UInt8) -> String {
    (0x20..<0x7f).contains(byte) ? String(Unicode.Scalar(byte)) : "\\x" + String(byte, radix: 16)
  }
}

extension StatusError {
  static func expired(_ token: ContinueToken, _ prefix: String) -> StatusError {
    StatusError(
      code: 410, reason: "Expired",
      message: """
        The provided continue parameter is too old to display a consistent list result. \
        You can start a new list without the continue parameter, or use the continue token in this response \
        to retrieve the remainder of the results. Continuing with the provided token results in an \
        inconsistent list - objects that were created, modified, or deleted between the time the first chunk \
        was returned and now may show up in the list.
        """,
      metadata: ["continue": .string(token.renewed(prefix))])
  }
}
