import Shared

/// Waits until pods are gone: no pod of that name any more, or one with another UID.
final class Departure {
  /// A pod to wait for.
  struct Waited: Equatable, Sendable {
    let namespace: String
    let name: String
    let uid: String
  }

  private let server: APIServer
  private let fanout: Fanout
  private(set) var remaining: [Waited]
  /// Why the last question that got no answer did not.
  private(set) var failure: APIError?

  /// Between two rounds: short at first, since most pods go within seconds.
  private static let pauses: [Duration] = [.milliseconds(500), .seconds(1), .seconds(2), .seconds(5)]

  init(_ pods: [Waited], server: APIServer, fanout: Fanout) {
    remaining = pods
    self.server = server
    self.fanout = fanout
  }

  /// Asks for each in rounds; what is left when the time is over stays in `remaining`.
  func wait(upTo limit: Duration) {
    let end = ContinuousClock.now + limit
    var round = 0
    while !remaining.isEmpty, server.client.stopState == .running {
      askForAll(until: end)
      guard !remaining.isEmpty, .now < end, failure?.exitStatus != .noperm else { return }
      server.client.pause(min(Self.pauses[min(round, Self.pauses.count - 1)], end - .now))
      round += 1
    }
  }

  private func askForAll(until end: ContinuousClock.Instant) {
    let asked = remaining
    var gone: Set<Int> = []
    failure = nil
    _ = fanout.run(asked.count, until: end) { [self] index, done in
      let pod = asked[index]
      server.readPod(namespace: pod.namespace, name: pod.name, wanted: WantedKeys(), metadataOnly: true) {
        outcome in
        switch outcome {
        case .success(let found): if found?.uid != pod.uid { gone.insert(index) }
        case .failure(let error): self.failure = error
        }
        done()
      }
    }
    remaining = asked.indices.filter { !gone.contains($0) }.map { asked[$0] }
  }
}
