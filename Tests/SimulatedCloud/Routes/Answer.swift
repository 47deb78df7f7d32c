import NIOCore

/// The server's response to one request.
struct Answer: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: Body
  /// `nil` is as fast as possible.
  var bytesPerSecond: Int?

  enum Body: Sendable {
    case bytes([UInt8])
    case list(ListBody)
    /// A prefix, and then the same bytes repeatedly.
    case repeated([UInt8], times: Int, after: [UInt8])
    /// Events as they happen, one piece at a time.
    case events(AsyncStream<[UInt8]>)
  }

  init(status: Int = 200, contentType: String, body: Body, headers: [(name: String, value: String)] = []) {
    self.status = status
    self.headers = [("Content-Type", contentType)] + headers
    self.body = body
  }

  /// Indented JSON, which the server sends to every client if there is no negotiation.
  static func indented(status: Int = 200, _ value: JSONValue) -> Answer {
    Answer(
      status: status, contentType: "application/json",
      body: .bytes(PrettyPrinter.print(JSONText.bytes(value))))
  }
}
