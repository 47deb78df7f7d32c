import Synchronization

/// The requests and connections that have arrived.
final class RequestLog: Sendable {
  private struct State: Sendable {
    var requests: [ReceivedRequest] = []
    var count = 0
    var connections = 0
    /// The requests' numbers.
    var inFlight: Set<Int> = []
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
      state.inFlight.insert(state.count)
      state.mostInFlight = max(state.mostInFlight, state.inFlight.count)
      var request = request
      request.number = state.count
      if keepsRequests { state.requests.append(request) }
      return request
    }
  }

  /// To be called before the end of a response is sent, because the client's next request may follow at once.
  func leaves(_ request: ReceivedRequest) {
    state.withLock { _ = $0.inFlight.remove(request.number) }
  }

  func ended(_ request: ReceivedRequest, status: Int) {
    leaves(request)
    onAnswer?(request, status)
  }

  func forget() {
    state.withLock { state in
      state.requests = []
      state.mostInFlight = state.inFlight.count
    }
  }
}
