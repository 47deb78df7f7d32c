extension SimulatedGoogle {
  /// Injects a fault. `Fault.path` tells the services apart (`/v3/*` is Monitoring).
  public func inject(_ fault: Fault) { state.faults.add(fault) }

  /// Removes all faults that have not taken effect yet.
  public func callOffFaults() { state.faults.removeAll() }

  /// The requests that have arrived at all services, in order.
  public var requests: [ReceivedRequest] { state.log.requests }

  public var requestCount: Int { state.log.count }

  /// Forgets the recorded requests.
  public func forgetRequests() { state.log.forget() }
}
