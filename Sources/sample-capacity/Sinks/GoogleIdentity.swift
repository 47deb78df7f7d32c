import Shared

/// What Cloud Monitoring is told of a cluster: what was said, else what Google says.
struct GoogleIdentity {
  let options: DestinationOptions
  let gke: GKECluster?
  /// `--cluster-name`
  let givenName: String?
  /// The kubeconfig's, if there is one.
  let context: String?
  /// A failure hurts only where the API is needed.
  let api: Result<GoogleAPI, any Error>

  init(_ command: SampleCapacity, context: String?, api: Result<GoogleAPI, any Error>) {
    options = command.destinations
    gke = command.cluster.gke
    givenName = command.metrics.clusterName
    self.context = context
    self.api = api
  }

  func service(_ project: String) throws -> MonitoringService {
    try MonitoringService(try api.get(), project: project)
  }

  func project() throws -> String {
    try options.monitoring.project ?? gke?.project ?? api.get().project(given: nil)
  }

  /// What the machine says is of the cluster that it belongs to: of no other.
  func clusterName(else name: String) throws -> String {
    if let known = givenName ?? gke?.name ?? context { return known }
    return try api.get().metadata(.clusterName) ?? name
  }

  func resource(_ project: String, _ name: String) throws -> MonitoredResource {
    guard options.resource == .k8sCluster else { return .global(project: project) }
    if let known = options.location ?? gke?.location {
      return .cluster(project: project, location: known, name: name)
    }
    let api = try api.get()
    guard let location = try api.metadata(.clusterLocation) ?? api.metadata(.zone) else {
      throw ClusterConfigurationError(
        place: "location",
        problem: "the machine knows none; give --location, or --resource global for a cluster elsewhere")
    }
    return .cluster(project: project, location: location, name: name)
  }
}
