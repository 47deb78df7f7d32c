import Shared

/// What a collector answers.
struct OTLPAnswer: Equatable, Sendable {
  /// Of a partial success.
  var rejected = 0
  var message: String?

  /// An empty body is a whole success.
  ///
  /// - Parameter sent: how many points were sent.
  init(_ body: [UInt8], to sent: Int, hiding secrets: SecretPatterns = SecretPatterns()) throws(JSONError) {
    guard !body.isEmpty else { return }
    let partial = JSONCursor(try JSONValue(parsing: body))["partialSuccess"]
    rejected = try partial["rejectedDataPoints"].count(upTo: sent)
    message = try partial["errorMessage"].optionalString().flatMap { printable(secrets.hide(in: $0).utf8) }
  }

  /// Of an error: a `google.rpc.Status`, or whatever text there is.
  static func message(_ body: [UInt8], hiding secrets: SecretPatterns) -> String? {
    let status = (try? JSONValue(parsing: body)).map { JSONCursor($0) }
    let text = (try? status?["message"].optionalString()) ?? String(decoding: body, as: UTF8.self)
    return printable(secrets.hide(in: text).utf8)
  }
}
