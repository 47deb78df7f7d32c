extension SimulatedCloud {
  /// Injects a fault.
  public func inject(_ fault: Fault) { state.faults.add(fault) }

  /// Removes all faults that have not taken effect yet.
  public func callOffFaults() { state.faults.removeAll() }

  /// The requests that have arrived, in order.
  public var requests: [ReceivedRequest] { state.log.requests }

  public var requestCount: Int { state.log.count }

  /// How many connections were opened.
  public var connectionCount: Int { state.log.connections }

  /// The highest number of concurrent requests.
  public var mostInFlight: Int { state.log.mostInFlight }

  /// Forgets the recorded requests.
  public func forgetRequests() { state.log.forget() }
}
