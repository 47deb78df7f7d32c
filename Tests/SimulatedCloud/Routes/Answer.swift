import NIOCore

/// What the server says to one request.
struct Answer: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: Body
  /// `nil` is as fast as can be.
  var bytesPerSecond: Int?

  enum Body: Sendable {
    case bytes([UInt8])
    case list(ListBody)
    /// The same again and again, after a beginning.
    case repeated([UInt8], times: Int, after: [UInt8])
    /// Events as they happen, one piece at a time.
    case events(AsyncStream<[UInt8]>)
  }

  init(status: Int = 200, contentType: String, body: Body, headers: [(name: String, value: String)] = []) {
    self.status = status
    self.headers = [("Content-Type", contentType)] + headers
    self.body = body
  }

  /// JSON that is the same for every client, indented as the server writes what needs no negotiation.
  static func indented(status: Int = 200, _ value: JSONValue) -> Answer {
    Answer(
      status: status, contentType: "application/json",
      body: .bytes(PrettyPrinter.print(JSONText.bytes(value))))
  }
}
