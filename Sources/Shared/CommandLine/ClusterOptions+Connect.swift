extension ClusterOptions {
  /// Finds the cluster and prepares a client for it. Sends nothing to the cluster yet, but may run an exec plugin and,
  /// with `--gke`, queries Google.
  ///
  /// - Parameters:
  ///   - multiplexes: whether to send many requests at a time.
  ///   - found: gets the cluster's configuration, even if the client cannot be prepared.
  /// - Throws: if the configuration or the credentials are wrong.
  public func connect(
    _ requests: RequestOptions, multiplexes: Bool, stopSource: (any StopSource)?, log: Log,
    found: (ClusterConfiguration) -> Void
  ) throws -> APIServer {
    let environment = processEnvironment()
    let timeout = requests.requestTimeout.duration
    let configuration = try configuration(
      environment: environment, requestTimeout: timeout, stopSource: stopSource, log: log)
    found(configuration)
    log.progress.begin(.contacting(configuration.server))
    return try APIServer(
      connecting: configuration, environment: environment, requestTimeout: timeout, multiplexes: multiplexes,
      stopSource: stopSource, log: log)
  }
}
