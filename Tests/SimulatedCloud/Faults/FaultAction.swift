/// What goes wrong.
public enum FaultAction: Sendable, Equatable {
  /// The answer begins this much later; the request has been carried out by then.
  case delay(Duration)
  /// The answer begins when the gate is opened; the request has been carried out by then.
  case hold(Gate)
  /// The body stops at an offset for a while.
  case stall(after: Int, for: Duration)
  /// The body stops at an offset for good, but for empty frames that keep coming. Only by HTTP/2.
  case emptyFrames(after: Int)
  /// From an offset on nothing but HTTP/2's frames without content, as fast as the client reads them.
  case flood(after: Int)
  /// The body ends at an offset, or where it ends if that is before.
  case cut(after: Int, Cut)
  /// The body goes over into a JSON `Status` at an offset, as a list that fails half-way.
  case statusInBody(after: Int)
  /// No answer: the TCP connection is reset. The request has been carried out.
  case reset
  /// An error instead of carrying the request out, with any text as `Retry-After`.
  case status(Int, retryAfter: String? = nil)
  /// An error although the request has been carried out, as when a gateway's patience ends.
  case statusAfterwards(Int)
  /// Any answer at all instead of carrying the request out.
  case answer(status: Int, headers: [String: String], body: String)
  /// Any answer at all although the request has been carried out.
  case answerAfterwards(status: Int, headers: [String: String], body: String)
  /// The `Date` header is this many seconds wrong.
  case skewedDate(Int64)
  case noDate
  /// The pod that the request names is replaced by another of the same name before it is carried out.
  case replacePod
  /// The pod that the request names has its status updated before the request is carried out.
  case updatePod
  /// Somebody else deletes the pod that the request names, with 30 s of grace, before it is carried out.
  case terminatePod
  /// The pod that the request names is no longer terminating when it is carried out: no real server does that.
  case restorePod
  /// The continue token of the request has expired.
  case expiredToken
  /// A body that never ends within reason, of zeros.
  case bomb(Bomb, bytes: Int)

  /// How a body ends too soon.
  public enum Cut: Sendable {
    /// HTTP/2: the stream is reset. HTTP/1.1: as `closed`.
    case streamReset
    /// The connection ends properly, with TLS's `close_notify`.
    case closed
    /// The connection ends without `close_notify`.
    case dropped
    /// The TCP connection is reset.
    case reset
  }

  /// How a bomb is sent.
  public enum Bomb: Sendable {
    /// As gzip, a hundredth of its size on the wire.
    case gzip
    /// As it is.
    case chunked
  }
}

extension FaultAction {
  public static func redirect(to url: String) -> FaultAction {
    .answer(status: 302, headers: ["Location": url, "Content-Type": "text/html"], body: "")
  }

  /// A 200 that says JSON and is none.
  public static let garbage = FaultAction.answer(
    status: 200, headers: ["Content-Type": "application/json"], body: "<html>\u{1}\u{fffd} not JSON")

  var expiresTokens: Bool { self == .expiredToken }
}
