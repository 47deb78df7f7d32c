extension SimulatedGoogle {
  /// Orders a fault; `Fault.path` tells the services apart (`/v3/*` is Monitoring).
  public func inject(_ fault: Fault) { state.faults.add(fault) }

  /// Calls all faults off that have not struck yet.
  public func callOffFaults() { state.faults.removeAll() }

  /// The requests that have arrived at all services, in their order.
  public var requests: [ReceivedRequest] { state.log.requests }

  public var requestCount: Int { state.log.count }

  /// Starts the record of requests anew.
  public func forgetRequests() { state.log.forget() }
}
