import Synchronization

/// What has arrived.
final class RequestLog: Sendable {
  private struct State: Sendable {
    var requests: [ReceivedRequest] = []
    var count = 0
    var connections = 0
    var inFlight = 0
    var mostInFlight = 0
  }

  private let state = Mutex(State())
  private let keepsRequests: Bool
  let onAnswer: (@Sendable (ReceivedRequest, _ status: Int) -> Void)?

  init(keepsRequests: Bool, onAnswer: (@Sendable (ReceivedRequest, _ status: Int) -> Void)?) {
    self.keepsRequests = keepsRequests
    self.onAnswer = onAnswer
  }

  var requests: [ReceivedRequest] { state.withLock { $0.requests } }
  var count: Int { state.withLock { $0.count } }
  var connections: Int { state.withLock { $0.connections } }
  var mostInFlight: Int { state.withLock { $0.mostInFlight } }

  /// The number of a new connection.
  func connected() -> Int {
    state.withLock {
      $0.connections += 1
      return $0.connections
    }
  }

  func began(_ request: ReceivedRequest) -> ReceivedRequest {
    state.withLock { state in
      state.count += 1
      state.inFlight += 1
      state.mostInFlight = max(state.mostInFlight, state.inFlight)
      var request = request
      request.number = state.count
      if keepsRequests { state.requests.append(request) }
      return request
    }
  }

  func ended(_ request: ReceivedRequest, status: Int) {
    state.withLock { $0.inFlight -= 1 }
    onAnswer?(request, status)
  }

  func forget() {
    state.withLock { state in
      state.requests = []
      state.mostInFlight = state.inFlight
    }
  }
}
