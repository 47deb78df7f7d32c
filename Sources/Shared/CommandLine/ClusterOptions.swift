import ArgumentParser

/// Where the cluster is.
public struct ClusterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The kubeconfig to use (default: $KUBECONFIG, ~/.kube/config, or the pod's service account).",
      valueName: "file"),
    transform: nonBlank)
  public var kubeconfig: String?

  @Option(
    help: ArgumentHelp(
      "The context of the kubeconfig to use (default: its current context).", valueName: "name"),
    transform: nonBlank)
  public var context: String?

  @Option(
    help: ArgumentHelp(
      "A GKE cluster instead: projects/P/locations/L/clusters/C. Google says where it is; the credentials "
        + "are the application default ones.",
      valueName: "cluster"),
    transform: gkeCluster)
  public var gke: GKECluster?

  @Option(
    help: ArgumentHelp(
      "Which end-point of the GKE cluster to use: its IP address, its DNS name, or (auto) its address "
        + "unless access by it is off (default: auto).",
      valueName: "auto|dns|ip"))
  public var gkeEndpoint: GKEEndpointChoice?

  public init() {}

  public func validate() throws {
    if gke != nil, let other = given.last, other != "--gke" {
      throw ValidationError("--gke and \(other) exclude each other: both say where the cluster is")
    }
    if gke == nil, gkeEndpoint != nil { throw ValidationError("--gke-endpoint needs --gke") }
  }

  /// The names of the options that say where the cluster is and were given.
  public var given: [String] {
    [("--gke", gke?.description), ("--kubeconfig", kubeconfig), ("--context", context)]
      .filter { $0.1 != nil }.map(\.0)
  }

  /// The context, as far as the options alone say it.
  public var namedContext: String? { gke?.context ?? context }

  /// Where the cluster is; with `--gke` Google is asked.
  ///
  /// - Throws: `ConfigurationError` if what says so is missing or wrong; with `--gke` also what Google
  ///   refuses.
  public func configuration(
    environment: [String: String], requestTimeout: Duration, stopSource: (any StopSource)?, log: Log
  ) throws -> ClusterConfiguration {
    guard let gke else {
      let loader = ClusterConfigurationLoader(environment: environment, stopSource: stopSource)
      for path in loader.paths(explicit: kubeconfig) where isReadableByEverybody(path) {
        log.warning("\(path) can be read by everybody on this machine; chmod 600 it")
      }
      return try loader.load(kubeconfig: kubeconfig, context: context)
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
    throw ValidationError("projects/PROJECT/locations/LOCATION/clusters/NAME was expected")
  }
  return cluster
}
