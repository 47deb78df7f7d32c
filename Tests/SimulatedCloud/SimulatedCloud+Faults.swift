extension SimulatedCloud {
  /// Orders a fault.
  public func inject(_ fault: Fault) { state.faults.add(fault) }

  /// Calls all faults off that have not struck yet.
  public func callOffFaults() { state.faults.removeAll() }

  /// The requests that have arrived, in their order.
  public var requests: [ReceivedRequest] { state.log.requests }

  public var requestCount: Int { state.log.count }

  /// How many connections have been made.
  public var connectionCount: Int { state.log.connections }

  /// How many requests were in flight at most.
  public var mostInFlight: Int { state.log.mostInFlight }

  /// Starts the record of requests anew.
  public func forgetRequests() { state.log.forget() }
}
