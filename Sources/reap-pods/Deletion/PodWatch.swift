import Shared

/// Watches one namespace, or all, until the awaited pods in it are gone.
final class PodWatch {
  /// What to do next, decided by how the last watch ended.
  enum Step: Equatable {
    /// Events arrive, or a pause passes.
    case watch
    /// List the pods, because the server no longer has the history, or because the version is unknown.
    case list
    /// Ask for each pod instead.
    case poll
  }

  /// nil for all namespaces.
  let namespace: String?
  private(set) var step: Step
  /// Why it is unknown which pods are gone: the last watch or list failed.
  private(set) var failure: APIError?
  /// Why it no longer watches, if that is an error.
  private(set) var pollsBecause: APIError?
  private let pods: AwaitedPods
  private let server: APIServer
  private let end: ContinuousClock.Instant
  private var version: String?
  private var request: SentRequest?
  private var endings = WatchEndings()
  /// When the pause after the last watch ends.
  private var resumesAt: ContinuousClock.Instant?
  /// When the server allows the next request; nil if it did not say.
  private var mayAskAgain: ContinuousClock.Instant?
  private var isStopped = false

  /// - Parameters:
  ///   - version: the version of a list that contained the pods; nil if unknown.
  ///   - end: when the wait is over.
  init(
    _ pods: AwaitedPods, in namespace: String?, since version: String?, on server: APIServer,
    until end: ContinuousClock.Instant
  ) {
    self.pods = pods
    self.namespace = namespace
    self.version = version
    self.server = server
    self.end = end
    step = version == nil ? .list : .watch
  }

  /// Whether it watches, and pods in its namespace are left.
  var isAwaiting: Bool { step != .poll && !pods.isEmpty(in: namespace) }

  /// Starts to watch, if the version is known.
  func start() {
    guard step == .watch, request == nil, let version, isAwaiting, !isStopped,
      resumesAt.map({ $0 <= .now }) ?? true, server.client.stopState == .running
    else { return }
    let options = WatchOptions(
      namespace: namespace, resourceVersion: version, limit: max(.zero, end - .now))
    request = server.watchPods(options) { [self] event in
      self.version = event.resourceVersion
      endings.noteProgress()
      failure = nil
      pods.note(event)
    } completion: { [self] outcome in
      request = nil
      ended(outcome)
    }
  }

  func stop() {
    isStopped = true
    if let request { server.client.cancel(request) }
    request = nil
  }

  private func ended(_ outcome: Result<Void, APIError>) {
    switch outcome {
    case .success: failure = nil
    case .failure(let error): failure = error
    }
    switch endings.remedy(for: failure) {
    case .poll: fallBack()
    case .list: step = .list
    case .resume(let pause):
      let now = ContinuousClock.now
      mayAskAgain = failure?.retryAfter.map { now + $0 }
      let pause = max(pause, failure?.retryAfter ?? .zero)
      resumesAt = now + pause
      server.client.after(pause) { [self] in start() }
    }
  }

  private func fallBack() {
    step = .poll
    (pollsBecause, failure) = (failure, nil)
  }

  /// Lists the pods and notes which are gone. Unless that fails, `start()` continues from the list.
  ///
  /// - Parameter pageSize: nil for all at once.
  func list(pageSize: Int?) {
    read(pageSize: pageSize)
    if failure != nil || version == nil { fallBack() } else { step = .watch }
  }

  private func read(pageSize: Int?) {
    let list = AwaitedList(pods, in: namespace)
    let options = ListOptions(namespace: namespace, metadataOnly: true, pageSize: pageSize)
    do {
      version = try server.list(options, with: PodDecoder(MetadataFilter()), to: list)
      list.finish()
      failure = nil
    } catch { failure = error as? APIError }
  }

  /// Reads at the end which pods are left, unless the server asked not to be asked again so soon.
  func readAtTheEnd(pageSize: Int?) {
    guard isAwaiting, mayAskAgain.map({ $0 <= .now }) ?? true else { return }
    read(pageSize: pageSize)
  }
}

/// How often a watch ended without progress, which decides how to go on.
struct WatchEndings {
  enum Remedy: Equatable {
    /// Watch again, from the newest version seen, after a pause.
    case resume(after: Duration)
    case list
    case poll
  }

  /// After so many failures in a row, a proxy in between may not support watches.
  private static let failureLimit = 3

  private var withoutProgress = 0
  private var failures = 0
  private var hasExpired = false

  /// An event arrived.
  mutating func noteProgress() {
    withoutProgress = 0
    failures = 0
  }

  /// - Parameter failure: nil if the server ended the watch.
  mutating func remedy(for failure: APIError?) -> Remedy {
    if let failure, failure.isExpired {
      guard !hasExpired else { return .poll }
      hasExpired = true
      return .list
    }
    failures = failure == nil ? 0 : failures + 1
    guard failure?.rulesOutWatching != true, failures < Self.failureLimit else { return .poll }
    defer { withoutProgress += 1 }
    return .resume(after: TerminationWait.pause(after: withoutProgress))
  }
}

extension APIError {
  /// Whether the server no longer has the history since the version.
  fileprivate var isExpired: Bool {
    if case .refused(let code, let status, _) = cause {
      code == 410 || status.reason == "Expired"
    } else {
      false
    }
  }

  /// Whether another try would get the same answer: watching is not allowed, or not possible.
  fileprivate var rulesOutWatching: Bool {
    switch cause {
    case .refused(let code, _, _): (400..<500).contains(code) && ![408, 429].contains(code)
    case .unreadable(.cut, _): false
    case .unreadable: true
    case .transport: false
    }
  }
}
