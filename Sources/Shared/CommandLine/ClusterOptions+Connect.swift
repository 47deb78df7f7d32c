extension ClusterOptions {
  /// Finds the cluster and prepares a client for it. Nothing is sent to it yet, but an exec plugin may run, and
  /// with `--gke` Google is asked.
  ///
  /// - Parameters:
  ///   - multiplexes: whether many requests will be under way at once.
  ///   - found: is told where the cluster is, also if the client cannot be prepared.
  /// - Throws: what is wrong with the configuration or the credentials.
  public func connect(
    _ requests: RequestOptions, multiplexes: Bool, stopSource: (any StopSource)?, log: Log,
    found: (ClusterConfiguration) -> Void
  ) throws -> APIServer {
    let environment = processEnvironment()
    let timeout = requests.requestTimeout.duration
    let configuration = try configuration(
      environment: environment, requestTimeout: timeout, stopSource: stopSource, log: log)
    found(configuration)
    return try APIServer(
      connecting: configuration, environment: environment, requestTimeout: timeout, multiplexes: multiplexes,
      stopSource: stopSource, log: log)
  }
}
