import Shared

/// What a collector answers.
struct OTLPAnswer: Equatable, Sendable {
  /// Of a partial success.
  var rejected = 0
  var message: String?

  /// An empty body is a whole success.
  init(_ body: [UInt8], hiding secrets: [Secret] = []) throws(JSONError) {
    guard !body.isEmpty else { return }
    let partial = JSONCursor(try JSONValue(parsing: body))["partialSuccess"]
    rejected = try Self.count(partial["rejectedDataPoints"])
    message = try partial["errorMessage"].optionalString().flatMap { printable($0.hiding(secrets).utf8) }
  }

  /// In ProtoJSON a 64-bit number is a string, and a number is allowed too.
  private static func count(_ place: JSONCursor) throws(JSONError) -> Int {
    switch try place.value() {
    case nil: return 0
    case .integer(let number) where number >= 0: return Int(number)
    case .string(let text):
      if let number = UInt32(text) { return Int(number) }
    default: break
    }
    throw place.error("a count was expected")
  }

  /// Of an error: a `google.rpc.Status`, or whatever text there is.
  static func message(_ body: [UInt8], hiding secrets: [Secret]) -> String? {
    let status = (try? JSONValue(parsing: body)).map { JSONCursor($0) }
    let text = (try? status?["message"].optionalString()) ?? String(decoding: body, as: UTF8.self)
    return printable(text.hiding(secrets).utf8)
  }
}
