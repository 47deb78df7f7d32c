import Shared

/// Waits until pods are gone: no pod has the name, or one with another UID does.
final class TerminationWait {
  /// A pod to wait for.
  struct Target: Equatable, Sendable {
    let namespace: String
    let name: String
    let uid: String
  }

  private let server: APIServer
  private let queue: RequestQueue
  private var remaining: [Target]
  /// Why the last request for a pod failed, by its UID.
  private var failures: [String: APIError] = [:]

  /// The pauses between rounds: short at first, because most pods are gone within seconds.
  private static let pauses: [Duration] = [.milliseconds(500), .seconds(1), .seconds(2), .seconds(5)]

  init(_ pods: [Target], server: APIServer, queue: RequestQueue) {
    remaining = pods
    self.server = server
    self.queue = queue
  }

  /// Why it is unknown whether the remaining pods are gone: the failure whose exit status comes first.
  private var failure: APIError? {
    let known = remaining.compactMap { failures[$0.uid] }
    var worst = ExitStatus.ok
    for failure in known { worst.combine(with: failure.exitStatus) }
    return known.first { $0.exitStatus == worst }
  }

  /// The errors about the remaining pods, if any.
  var errors: [any DiagnosedError] {
    guard !remaining.isEmpty else { return [] }
    let stillThere = NotGoneError(pods: remaining)
    return failure.map { [$0, stillThere] } ?? [stillThere]
  }

  /// The longest pause that the server asked for.
  private var retryAfter: Duration {
    remaining.compactMap { failures[$0.uid]?.retryAfter }.max() ?? .zero
  }

  /// Reads the pods in rounds; those left when the time is up stay in `remaining`.
  func wait(upTo limit: Duration) {
    let end = ContinuousClock.now + limit
    var round = 0
    while !remaining.isEmpty, server.client.stopState == .running {
      askForAll(until: end)
      guard !remaining.isEmpty, .now < end, failure?.exitStatus != .noperm else { return }
      let pause = Self.pauses[min(round, Self.pauses.count - 1)]
      server.client.pause(min(max(pause, retryAfter), end - .now))
      round += 1
    }
  }

  /// One try per round: the next round is the retry, and until then the failure is known.
  private static let once = {
    var policy = RetryPolicy()
    policy.tries = 1
    return policy
  }()

  private func askForAll(until end: ContinuousClock.Instant) {
    let asked = remaining
    var gone: Set<Int> = []
    _ = queue.run(asked.count, until: end) { [self] index, done in
      let pod = asked[index]
      let call = APICall.readPod(
        namespace: pod.namespace, name: pod.name, wanted: MetadataFilter(), metadataOnly: true,
        retry: Self.once)
      server.send(call) { [self] outcome in
        switch outcome {
        case .success(let found):
          failures[pod.uid] = nil
          if found?.uid != pod.uid { gone.insert(index) }
        case .failure(let error): failures[pod.uid] = error
        }
        done()
      }
    }
    remaining = asked.indices.filter { !gone.contains($0) }.map { asked[$0] }
  }
}

/// Some pods were still there after the wait.
struct NotGoneError: DiagnosedError {
  let pods: [TerminationWait.Target]

  var exitStatus: ExitStatus { .tempfail }

  var description: String {
    let names = pods.map { "\($0.namespace)/\($0.name)" }
    let shown = names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
    return "\(names.count) pods are not gone yet: \(shown)"
  }
}
