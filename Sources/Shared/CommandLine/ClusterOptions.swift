import ArgumentParser

/// Options that say where the cluster is.
public struct ClusterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Use this kubeconfig (default: $KUBECONFIG, ~/.kube/config, or the pod's service account).",
      valueName: "file"),
    transform: nonBlank)
  public var kubeconfig: String?

  @Option(
    help: ArgumentHelp(
      "Use this context of the kubeconfig (default: its current context).", valueName: "name"),
    transform: nonBlank)
  public var context: String?

  @Option(
    help: ArgumentHelp(
      "Use a GKE cluster instead: projects/P/locations/L/clusters/C. Looks up its endpoint with the "
        + "application default credentials.",
      valueName: "cluster"),
    transform: gkeCluster)
  public var gke: GKECluster?

  @Option(
    help: ArgumentHelp(
      "Use this endpoint of the GKE cluster: its IP address (ip), its DNS name (dns), or (auto) its IP "
        + "address, or its DNS name if IP access is disabled (default: auto).",
      valueName: "auto|dns|ip"))
  public var gkeEndpoint: GKEEndpointChoice?

  public init() {}

  public func validate() throws {
    if gke != nil, let other = given.last, other != "--gke" {
      throw ValidationError("--gke cannot be combined with \(other): both say where the cluster is")
    }
    if gke == nil, gkeEndpoint != nil { throw ValidationError("--gke-endpoint needs --gke") }
  }

  /// The names of these options that were given.
  public var given: [String] {
    [("--gke", gke?.description), ("--kubeconfig", kubeconfig), ("--context", context)]
      .filter { $0.1 != nil }.map(\.0)
  }

  /// The context according to the options alone.
  public var namedContext: String? { gke?.context ?? context }

  /// The namespace of the context or of the pod's service account, from local files alone.
  ///
  /// - Throws: `ConfigurationError` if the configuration is missing or wrong.
  public func localNamespace() throws -> String {
    let loader = ClusterConfigurationLoader(environment: processEnvironment())
    return try loader.load(kubeconfig: kubeconfig, context: context).namespace
  }

  /// Finds the cluster; with `--gke`, queries Google.
  ///
  /// - Throws: `ConfigurationError` if the configuration is missing or wrong; with `--gke`, also if Google refuses.
  public func configuration(
    environment: [String: String], requestTimeout: Duration, stopSource: (any StopSource)?, log: Log
  ) throws -> ClusterConfiguration {
    guard let gke else {
      let loader = ClusterConfigurationLoader(environment: environment, stopSource: stopSource)
      let configuration = try loader.load(kubeconfig: kubeconfig, context: context)
      // Not before it is known to be a kubeconfig: nobody should make /etc/passwd unreadable.
      for path in loader.paths(explicit: kubeconfig) where isReadableByEverybody(path) {
        log.warning("\(path) is readable by all users of this machine; run chmod 600 on it")
      }
      return configuration
    }
    let google = try GoogleAPI(
      environment: environment, scopes: .cluster, requestTimeout: requestTimeout, stopSource: stopSource,
      log: log)
    return try google.configuration(of: gke, endpoint: gkeEndpoint ?? .auto)
  }
}

extension GKEEndpointChoice: ExpressibleByArgument {}

private func gkeCluster(_ value: String) throws -> GKECluster {
  guard let cluster = GKECluster(try nonBlank(value)) else {
    throw ValidationError("expected projects/PROJECT/locations/LOCATION/clusters/NAME")
  }
  return cluster
}
