/// What goes wrong.
public enum FaultAction: Sendable, Equatable {
  /// The response begins this much later, after the request was carried out.
  case delay(Duration)
  /// The response begins when the gate opens, after the request was carried out.
  case hold(Gate)
  /// The body stops at an offset for a while.
  case stall(after: Int, for: Duration)
  /// The body stops at an offset for good, and only empty frames follow. Only for HTTP/2.
  case emptyFrames(after: Int)
  /// From an offset on, only empty HTTP/2 frames follow, as fast as the client reads them.
  case flood(after: Int)
  /// The body ends at an offset, or where it ends if that is before.
  case cut(after: Int, Cut)
  /// At an offset the body continues with a JSON `Status`, like a list that fails halfway.
  case statusInBody(after: Int)
  /// The TCP connection is reset without a response, after the request was carried out.
  case reset
  /// An error instead of carrying out the request, with any text as `Retry-After`.
  case status(Int, retryAfter: String? = nil)
  /// An error although the request was carried out, like a gateway timeout.
  case statusAfterwards(Int)
  /// Any response instead of carrying out the request.
  case answer(status: Int, headers: [String: String], body: String)
  /// Any response although the request was carried out.
  case answerAfterwards(status: Int, headers: [String: String], body: String)
  /// The `Date` header is off by this many seconds.
  case skewedDate(Int64)
  case noDate
  /// The pod in the request is replaced by another with the same name before the request is carried out.
  case replacePod
  /// The status of the pod in the request is updated before the request is carried out.
  case updatePod
  /// Another client deletes the pod in the request, with 30 s of grace, before the request is carried out.
  case terminatePod
  /// The pod in the request stops terminating before the request is carried out. No real server does that.
  case restorePod
  /// The continue token in the request has expired.
  case expiredToken
  /// A very long body of zeros.
  case bomb(Bomb, bytes: Int)

  /// How a body ends too early.
  public enum Cut: Sendable {
    /// HTTP/2: the stream is reset. HTTP/1.1: same as `closed`.
    case streamReset
    /// The connection is closed after TLS's `close_notify`.
    case closed
    /// The connection is closed without `close_notify`.
    case dropped
    /// The TCP connection is reset.
    case reset
  }

  /// How a bomb is sent.
  public enum Bomb: Sendable {
    /// As gzip, at a hundredth of its size.
    case gzip
    /// Uncompressed.
    case chunked
  }
}

extension FaultAction {
  public static func redirect(to url: String) -> FaultAction {
    .answer(status: 302, headers: ["Location": url, "Content-Type": "text/html"], body: "")
  }

  /// A 200 with the content type of JSON and another body.
  public static let garbage = FaultAction.answer(
    status: 200, headers: ["Content-Type": "application/json"], body: "<html>\u{1}\u{fffd} not JSON")

  var expiresTokens: Bool { self == .expiredToken }
}
