import Shared

/// Waits until pods are gone. It watches each namespace, or all at once; where it may not watch, it asks for each pod.
final class TerminationWait {
  /// With pods in more namespaces than this, one watch of all namespaces.
  static let namespaceLimit = 16
  /// The same over HTTP/1.1, where each watch occupies a connection.
  static let namespaceLimitOverHTTP1 = 2

  /// The pauses between rounds of questions, and after watches that ended without an event: short at first, because most
  /// pods are gone within seconds.
  private static let pauses: [Duration] = [.milliseconds(500), .seconds(1), .seconds(2), .seconds(5)]

  /// - Parameter tries: how many pauses there were before.
  static func pause(after tries: Int) -> Duration { pauses[min(tries, pauses.count - 1)] }

  private let pods: AwaitedPods
  private let server: APIServer
  private let pageSize: Int?
  private let log: Log
  private let poll: TerminationPoll
  private let versions: [String: String]
  private var watches: [PodWatch] = []
  private var hasSaidWhy = false

  /// - Parameters:
  ///   - versions: the versions of the lists, by namespace; "" is the list of all namespaces.
  ///   - pageSize: the most objects per reply of a list; nil for all.
  init(
    _ pods: AwaitedPods, since versions: [String: String], server: APIServer, queue: RequestQueue,
    pageSize: Int?, log: Log
  ) {
    self.pods = pods
    self.versions = versions
    self.server = server
    self.pageSize = pageSize
    self.log = log
    poll = TerminationPoll(pods, server: server, queue: queue)
  }

  /// The errors about the remaining pods, if any.
  var errors: [any DiagnosedError] {
    let left = pods.left
    guard !left.isEmpty else { return [] }
    let failures = watches.filter { !pods.isEmpty(in: $0.namespace) }.compactMap(\.failure)
    let failure = (failures + [poll.failure(of: left)].compactMap(\.self)).first(by: \.exitStatus)
    let stillThere = NotGoneError(pods: left)
    return failure.map { [$0, stillThere] } ?? [stillThere]
  }

  /// Waits, at most this long; the pods that are left then are in `errors`.
  func wait(upTo limit: Duration) {
    let activity = Progress.Activity.waiting(
      total: pods.total, terminating: pods.terminatingCount, limit: limit)
    log.progress.during(activity) { waitAndShow(upTo: limit) }
  }

  private func waitAndShow(upTo limit: Duration) {
    let end = ContinuousClock.now + limit
    watches = makeWatches(until: end)
    while goesOn(until: end) {
      for watch in watches where watch.isAwaiting {
        if watch.step == .list { watch.list(pageSize: pageSize) }
        watch.start()
      }
      sayWhyItPolls()
      let polled = polledPods
      if polled.isEmpty { watch(until: end) } else if !ask(for: polled, until: end) { break }
    }
    for watch in watches { watch.stop() }
    guard server.client.stopState == .running else { return }
    for watch in watches { watch.readAtTheEnd(pageSize: pageSize) }
  }

  private func makeWatches(until end: ContinuousClock.Instant) -> [PodWatch] {
    let namespaces = pods.namespaces.sorted()
    let limit = server.client.usesHTTP1 ? Self.namespaceLimitOverHTTP1 : Self.namespaceLimit
    let places = namespaces.count > limit ? [nil] : namespaces.map(Optional.some)
    return places.map { namespace in
      let version = namespace.flatMap { versions[$0] } ?? versions[""]
      return PodWatch(pods, in: namespace, since: version, on: server, until: end)
    }
  }

  private func goesOn(until end: ContinuousClock.Instant) -> Bool {
    log.progress.set(pods.total - pods.leftCount)
    return !pods.isEmpty && server.client.stopState == .running && .now < end
  }

  /// Works until a watch needs something else, or the wait is over.
  private func watch(until end: ContinuousClock.Instant) {
    server.client.run { [self] in
      goesOn(until: end) && watches.allSatisfy { $0.step == .watch || pods.isEmpty(in: $0.namespace) }
    }
  }

  /// Asks for these pods once, and pauses.
  ///
  /// - Returns: whether to ask again; not if podkeeper may not read pods.
  private func ask(for polled: [AwaitedPods.Target], until end: ContinuousClock.Instant) -> Bool {
    poll.ask(for: polled, until: end)
    let left = polledPods
    guard goesOn(until: end) else { return false }
    if left.count == pods.leftCount, poll.failure(of: left)?.exitStatus == .noperm { return false }
    var isOver = false
    server.client.after(min(poll.pauseAfterRound(of: left), end - .now)) { isOver = true }
    server.client.run { [self] in !isOver && goesOn(until: end) }
    return true
  }

  private var polledPods: [AwaitedPods.Target] {
    let polled = watches.filter { $0.step == .poll }
    if polled.isEmpty { return [] }
    if polled.contains(where: { $0.namespace == nil }) { return pods.left }
    let namespaces = Set(polled.map(\.namespace))
    return pods.left.filter { namespaces.contains($0.namespace) }
  }

  private func sayWhyItPolls() {
    guard !hasSaidWhy, let watch = watches.first(where: { $0.step == .poll }) else { return }
    hasSaidWhy = true
    let why = watch.pollsBecause.map { ": \($0)" } ?? ""
    log.notice("cannot watch pods, so podkeeper asks for each pod instead\(why)")
  }
}
