/// One attempt to send a request. Receives libcurl's callbacks until the transfer ends.
final class HTTPAttempt: CurlReceiver {
  /// The most bytes of headers to keep.
  private static let headerLimit = 256 << 10
  /// The most bytes of an error's body to keep.
  private static let errorBodyLimit = 256 << 10

  /// How long libcurl may keep reading before it returns.
  private static let returnsWithin: Duration = .seconds(1)

  let exchange: HTTPTransaction
  let easy: CurlEasy
  let token: Secret?
  let certificate: TLSSettings.ClientCertificate?
  private let startedAt = WallClock.now()
  /// When the answer's head or a piece of its body last arrived.
  private(set) var lastActivity = ContinuousClock.now
  private(set) var head: HTTPHead?
  private(set) var body: [UInt8] = []
  private(set) var bodyBytes = 0
  /// Whether the stream has received any of the body.
  private(set) var bodyBegan = false
  /// Why this side ended the transfer.
  private(set) var refusal: HTTPError?
  private var headers: [HTTPHeader] = []
  private var headerBytes = 0
  private let patience: Duration

  /// - Parameter patience: how long the answer may stay silent.
  init(
    _ exchange: HTTPTransaction, easy: CurlEasy, token: Secret?, certificate: TLSSettings.ClientCertificate?,
    patience: Duration
  ) {
    self.exchange = exchange
    self.easy = easy
    self.token = token
    self.certificate = certificate
    self.patience = patience
  }

  /// The problem if the answer has been silent for too long; else nil.
  func silence(at now: ContinuousClock.Instant) -> String? {
    guard lastActivity + currentPatience < now else { return nil }
    return head == nil ? "no answer for \(patience)" : "silence for \(currentPatience)"
  }

  /// How long the answer may stay silent now.
  var currentPatience: Duration { head == nil ? patience : exchange.request.silenceLimit ?? patience }

  /// Empty HTTP/2 frames may arrive so fast that libcurl never returns to the code that checks for silence.
  func arrived() -> Bool { silence(at: .now - Self.returnsWithin) == nil }

  /// How often the request was sent.
  private(set) var sendings = 0

  func sent() {
    sendings += 1
    if sendings > 1 { exchange.hadUnansweredTry = true }
  }

  /// Header lines alone are not progress: they may never end, and neither may interim answers.
  func receive(header line: UnsafeRawBufferPointer) {
    headerBytes += line.count
    guard headerBytes <= Self.headerLimit else { return }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      headers = []
    } else if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
      headers.append(HTTPHeader(String(text[..<colon]), text[text.utf8.index(after: colon)...].trimmed))
    } else if text.trimmed.isEmpty {
      headEnded()
    }
  }

  func receive(body bytes: UnsafeRawBufferPointer) -> Bool {
    // Empty HTTP/2 frames are not progress.
    if !bytes.isEmpty { lastActivity = .now }
    guard let head, refusal == nil else { return false }
    guard head.isSuccess else {
      body.append(contentsOf: bytes.prefix(Self.errorBodyLimit - body.count))
      return true
    }
    bodyBytes += bytes.count
    guard bodyBytes <= exchange.request.bodyLimit else {
      return refuse(.tooLarge, "the answer is larger than \(exchange.request.bodyLimit) bytes")
    }
    guard let stream = exchange.request.stream else {
      body.append(contentsOf: bytes)
      return true
    }
    bodyBegan = true
    do { try stream(head, bytes) } catch { return refuse(.reader, "\(error)", underlying: error) }
    return true
  }

  /// Skips the heads of interim answers (1xx).
  private func headEnded() {
    let status = easy.responseStatus
    guard status >= 200 else { return }
    // Trailers do not count as activity.
    if head == nil { lastActivity = .now }
    let now = WallClock.now()
    head = HTTPHead(
      status: status, headers: headers, version: easy.isHTTP2 ? .http2 : .http1, receivedAt: now,
      roundTrip: max(0, now - startedAt - easy.secondsBeforeSending))
  }

  private func refuse(_ kind: HTTPError.Kind, _ reason: String, underlying: (any Error)? = nil) -> Bool {
    refusal = exchange.error(kind, reason, underlying: underlying)
    return false
  }
}
