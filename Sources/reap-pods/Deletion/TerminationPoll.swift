import Shared

/// Asks for pods one by one, in rounds.
final class TerminationPoll {
  private let pods: AwaitedPods
  private let server: APIServer
  private let queue: RequestQueue
  /// Why the last request for a pod failed, by its UID.
  private var failures: [String: APIError] = [:]
  private var rounds = 0

  init(_ pods: AwaitedPods, server: APIServer, queue: RequestQueue) {
    self.pods = pods
    self.server = server
    self.queue = queue
  }

  /// Why it is unknown whether these pods are gone: the failure whose exit status comes first.
  func failure(of left: [AwaitedPods.Target]) -> APIError? {
    left.compactMap { failures[$0.uid] }.first(by: \.exitStatus)
  }

  /// How long to wait after a round about these pods: the longest pause that the server asked for, or our own.
  func pauseAfterRound(of left: [AwaitedPods.Target]) -> Duration {
    defer { rounds += 1 }
    let requested = left.compactMap { failures[$0.uid]?.retryAfter }.max()
    return max(TerminationWait.pause(after: rounds), requested ?? .zero)
  }

  /// Asks for each pod once: the next round is the retry, and until then the failure is known.
  func ask(for asked: [AwaitedPods.Target], until end: ContinuousClock.Instant) {
    _ = queue.run(asked.count, until: end) { [self] index, done in
      let pod = asked[index]
      let call = APICall.readPod(
        namespace: pod.namespace, name: pod.name, wanted: MetadataFilter(), metadataOnly: true, retry: .once)
      server.send(call) { [self] outcome in
        switch outcome {
        case .success(let found):
          failures[pod.uid] = nil
          if found?.uid != pod.uid { pods.noteGone(pod) }
        case .failure(let error): failures[pod.uid] = error
        }
        done()
      }
    }
  }
}

extension Sequence where Element == APIError {
  /// The first whose exit status comes first in the order of precedence.
  func first(by status: (APIError) -> ExitStatus) -> APIError? {
    var worst = ExitStatus.ok
    for error in self { worst.combine(with: status(error)) }
    return first { status($0) == worst }
  }
}
