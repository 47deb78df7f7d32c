import FoundationEssentials

/// Sends requests on the calling thread, many at a time.
///
/// All work happens inside `run(while:)` and `perform(_:)`. They call the completions, which may send more requests.
public final class HTTPClient {
  public typealias Completion = (Result<HTTPResponse, HTTPError>) -> Void

  /// The longest delay in noticing a signal while nothing arrives.
  private static let signalLatency: Duration = .milliseconds(200)

  private var settings: HTTPSettings
  private let authorizer: (any HTTPAuthorizer)?
  private let stopSource: (any StopSource)?
  private let log: Log
  private let multi: CurlMulti
  private var spare: [CurlEasy] = []
  private var underWay: [UnsafeMutableRawPointer: HTTPAttempt] = [:]
  private var waiting: [(due: ContinuousClock.Instant, exchange: HTTPTransaction)] = []
  private var timers: [(due: ContinuousClock.Instant, action: () -> Void)] = []
  /// Nothing new is started once this is not `.running`.
  public private(set) var stopState = StopState.running
  /// Whether the server speaks only HTTP/1.1, so that each request in progress occupies one of few connections.
  public private(set) var usesHTTP1 = false

  public init(
    _ settings: HTTPSettings, authorizer: (any HTTPAuthorizer)? = nil, stopSource: (any StopSource)? = nil,
    log: Log
  ) throws {
    self.settings = settings
    self.authorizer = authorizer
    self.stopSource = stopSource
    self.log = log
    self.multi = try CurlMulti()
  }

  deinit {
    for attempt in underWay.values { multi.remove(attempt.easy) }
  }

  /// Sends a request, and calls `completion` with the outcome after all attempts.
  ///
  /// - Returns: a handle for `cancel(_:)`.
  @discardableResult
  public func send(_ request: HTTPRequest, completion: @escaping Completion) -> SentRequest {
    let exchange = HTTPTransaction(request, auditID: UUID().uuidString.lowercased(), completion: completion)
    start(exchange)
    return SentRequest(exchange: exchange)
  }

  /// Ends a request whose answer is no longer needed. Its completion is not called.
  ///
  /// Not to be called from a body's stream.
  public func cancel(_ request: SentRequest) {
    waiting.removeAll { $0.exchange === request.exchange }
    for attempt in Array(underWay.values) where attempt.exchange === request.exchange { release(attempt) }
  }

  /// Sends a request and waits for its outcome.
  public func perform(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse {
    var outcome: Result<HTTPResponse, HTTPError>?
    send(request) { outcome = $0 }
    run { outcome == nil }
    guard let outcome else { preconditionFailure("run(while:) ended before its condition") }
    return try outcome.get()
  }

  /// How long to wait for a connection, a first byte or more of a body.
  public var requestTimeout: Duration { settings.requestTimeout }

  /// Calls `action` from `run(while:)` after `delay`, or at once if the run is stopping.
  public func after(_ delay: Duration, _ action: @escaping () -> Void) {
    timers.append((.now + delay, action))
  }

  /// Keeps working for this long, or returns at once if the run is stopping.
  public func pause(_ length: Duration) {
    var isOver = false
    after(length) { isOver = true }
    run { !isOver }
  }

  /// Keeps working while `condition` holds.
  public func run(while condition: () -> Bool) {
    while condition() {
      readStopState()
      fireTimers()
      log.progress.tick()
      multi.perform { handle, code in
        if let attempt = underWay[handle] { ended(attempt, code) }
      }
      endSilentTries()
      guard condition() else { return }
      multi.wait(upTo: timeToNextEvent())
    }
  }
}

// MARK: - One attempt

extension HTTPClient {
  private func start(_ exchange: HTTPTransaction) {
    guard stopState == .running else {
      let kind: HTTPError.Kind = exchange.tries == 0 ? .notSent : .stopped
      let before = exchange.lastProblem.map { " (last attempt: \($0))" } ?? ""
      exchange.completion(.failure(exchange.error(kind, "the run is ending\(before)")))
      return
    }
    do {
      let token = try authorizer?.bearerToken()
      // libcurl then opens a new connection: it does not reuse one with a different certificate.
      if let changed = authorizer?.changingCertificate { settings.tls.clientCertificate = changed }
      let headers = try headerLines(exchange, token)
      let easy = try spare.popLast() ?? CurlEasy()
      let attempt = HTTPAttempt(
        exchange, easy: easy, token: token, certificate: settings.tls.clientCertificate,
        patience: settings.requestTimeout)
      try configure(easy, attempt, headers)
      try multi.add(easy)
      underWay[easy.handle] = attempt
      exchange.tries += 1
    } catch let error as CurlError {
      exchange.completion(
        .failure(
          exchange.error(error.kind(sent: false, answered: false), error.message, curlCode: error.number)))
    } catch {
      exchange.completion(.failure(exchange.error(.unsendable, "\(error)", underlying: error)))
    }
  }

  private func headerLines(_ exchange: HTTPTransaction, _ token: Secret?) throws -> [String] {
    var headers = settings.headers + exchange.request.headers
    headers.append(HTTPHeader("User-Agent", settings.userAgent))
    headers.append(HTTPHeader("Audit-ID", exchange.auditID))
    if let token { headers.append(HTTPHeader("Authorization", "Bearer \(token.revealed)")) }
    if let host = HostAlias(settings: settings, url: exchange.request.url)?.hostHeader {
      headers.append(HTTPHeader("Host", host))
    }
    for header in headers where !header.isSendable {
      throw exchange.error(.unsendable, "the header \(header.name) has a control character in its value")
    }
    return headers.map { "\($0.name): \($0.value)" } + ["Expect:"]
  }

  private func configure(_ easy: CurlEasy, _ attempt: HTTPAttempt, _ headers: [String]) throws(CurlError) {
    let request = attempt.exchange.request
    let alias = HostAlias(settings: settings, url: request.url)
    try easy.reset()
    try easy.set(receiver: attempt, sockets: multi.sockets)
    try easy.set(tls: settings.tls)
    try easy.set(
      url: alias?.url ?? request.url, connectTo: alias?.connectTo,
      proxy: request.isPlainAndNear ? nil : settings.proxy,
      multiplexes: settings.multiplexes, connectTimeout: settings.requestTimeout)
    try easy.set(method: request.method.rawValue, body: request.body, headers: headers)
  }

  private func ended(_ attempt: HTTPAttempt, _ code: CurlCode) {
    let error = code.isSuccess ? nil : attempt.easy.error(code)
    let shortReason = attempt.easy.shortReason(code)
    let proxy = attempt.exchange.request.isPlainAndNear ? nil : settings.proxy
    attempt.exchange.deadProxy = proxy.flatMap { error?.concerns($0) == true ? $0.shown : nil }
    release(attempt)
    if let refusal = attempt.refusal {
      attempt.exchange.completion(.failure(refusal))
    } else if error != nil, let silence = attempt.silence(at: .now) {
      failed(attempt, .timedOut, silence)
    } else if let error {
      let wasSent = attempt.sendings > 0
      let kind = error.kind(sent: wasSent, answered: attempt.head != nil)
      failed(attempt, kind, shortReason ?? error.message, curlCode: error.number)
    } else if let head = attempt.head {
      answered(attempt, head)
    } else {
      failed(attempt, .unanswered, "the server closed the connection without an answer")
    }
  }

  private func release(_ attempt: HTTPAttempt) {
    multi.remove(attempt.easy)
    attempt.easy.forgetReceiver()
    underWay[attempt.easy.handle] = nil
    spare.append(attempt.easy)
  }

  private func answered(_ attempt: HTTPAttempt, _ head: HTTPHead) {
    let exchange = attempt.exchange
    log.debug(
      "\(exchange.request.method.rawValue) \(exchange.request.shownURL) (Audit-ID \(exchange.auditID)): "
        + "\(head.status), \(attempt.bodyBytes + attempt.body.count) bytes, try \(exchange.tries)")
    if head.version == .http1 {
      usesHTTP1 = true
      multi.connectionLimit = settings.connectionsWithoutHTTP2
    }
    if head.status == 401, renewed(attempt) { return start(exchange) }
    let response = HTTPResponse(
      head: head, body: attempt.body, auditID: exchange.auditID,
      followsUnansweredTry: exchange.hadUnansweredTry, followsServerError: exchange.hadServerError)
    exchange.hadServerError = exchange.hadServerError || head.status >= 500
    let outcome = RetryPolicy.Outcome.response(status: head.status, retryAfter: head["Retry-After"])
    let isFinal = exchange.request.isFinal?(response) ?? false
    if !isFinal, retries(exchange, after: outcome, because: "status \(head.status)") { return }
    exchange.completion(.success(response))
  }

  private func failed(_ attempt: HTTPAttempt, _ kind: HTTPError.Kind, _ reason: String, curlCode: Int32 = 0) {
    let exchange = attempt.exchange
    if kind.mayHaveReachedServer { exchange.hadUnansweredTry = true }
    let outcome = RetryPolicy.Outcome.failure(kind, bodyBegan: attempt.bodyBegan)
    if retries(exchange, after: outcome, because: reason) { return }
    exchange.completion(.failure(exchange.error(kind, reason, curlCode: curlCode)))
  }
}

// MARK: - Retries

extension HTTPClient {
  /// Whether to retry after a 401 with new credentials, once per request.
  private func renewed(_ attempt: HTTPAttempt) -> Bool {
    guard let authorizer, !attempt.exchange.hasRenewedCredentials else { return false }
    attempt.exchange.hasRenewedCredentials = true
    // Another request that was refused at the same time has already renewed it.
    if attempt.certificate != settings.tls.clientCertificate { return true }
    do { return try authorizer.renew(rejected: attempt.token) } catch {
      log.warning("the credentials could not be renewed after a 401: \(error)")
      return false
    }
  }

  private func retries(
    _ exchange: HTTPTransaction, after outcome: RetryPolicy.Outcome, because reason: String
  ) -> Bool {
    let policy = exchange.request.retry ?? settings.retry
    let delay = policy.delay(
      after: outcome, tryNumber: exchange.tries, repeatability: exchange.request.repeatability,
      jitter: .random(in: 0..<1))
    guard let delay, stopState == .running else { return false }
    exchange.lastProblem = reason
    log.debug(
      "retry \(exchange.tries) of \(policy.tries - 1) in \(delay.inSeconds): \(exchange.request.method.rawValue) "
        + "\(exchange.request.shownURL) (Audit-ID \(exchange.auditID)): \(reason)")
    waiting.append((.now + delay, exchange))
    return true
  }
}

// MARK: - Time

extension HTTPClient {
  private func readStopState() {
    guard let stopSource, stopState != .abandoning else { return }
    let state = stopSource.state(at: .now)
    guard state != stopState else { return }
    stopState = state
    if state == .abandoning {
      for attempt in Array(underWay.values) {
        release(attempt)
        attempt.exchange.completion(
          .failure(attempt.exchange.error(.stopped, "the run ended before the answer came")))
      }
    }
  }

  private func fireTimers() {
    let now = ContinuousClock.now
    let isStopping = stopState != .running
    let due = timers.filter { isStopping || $0.due <= now }
    timers.removeAll { isStopping || $0.due <= now }
    let exchanges = waiting.filter { isStopping || $0.due <= now }
    waiting.removeAll { isStopping || $0.due <= now }
    for timer in due { timer.action() }
    for entry in exchanges { start(entry.exchange) }
  }

  private func endSilentTries() {
    let now = ContinuousClock.now
    for attempt in Array(underWay.values) {
      guard let silence = attempt.silence(at: now) else { continue }
      release(attempt)
      failed(attempt, .timedOut, silence)
    }
  }

  private func timeToNextEvent() -> Duration {
    let ends = underWay.values.map { $0.lastActivity + $0.currentPatience }
    let dues = timers.map(\.due) + waiting.map(\.due)
    let next = (ends + dues + [stopSource?.nextChange].compactMap(\.self)).min()
    guard let next else { return Self.signalLatency }
    return min(max(.zero, next - .now), Self.signalLatency)
  }
}
