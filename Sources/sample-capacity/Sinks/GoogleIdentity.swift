import Shared

/// What Cloud Monitoring is told of a cluster: what was said, else what Google says.
final class GoogleIdentity {
  let options: DestinationOptions
  let gke: GKECluster?
  /// `--cluster-name`
  let givenName: String?
  /// The kubeconfig's, if there is one.
  let context: String?
  private let connect: () throws -> GoogleAPI
  private var connected: GoogleAPI?

  /// - Parameter connect: called when the API is needed, which may ask the machine for credentials: a sample
  ///   that can be kept without is kept before.
  init(_ command: SampleCapacity, context: String?, connect: @escaping () throws -> GoogleAPI) {
    self.connect = connect
    options = command.destinations
    gke = command.cluster.gke
    givenName = command.metrics.clusterName
    self.context = context
  }

  private func api() throws -> GoogleAPI {
    let api = try connected ?? connect()
    connected = api
    return api
  }

  func service(_ project: String) throws -> MonitoringService {
    try MonitoringService(try api(), project: project)
  }

  func project() throws -> String {
    try options.monitoring.project ?? gke?.project ?? api().project(given: nil)
  }

  /// What the machine says is of the cluster that it belongs to: of no other.
  func clusterName(else name: String) throws -> String {
    if let known = givenName ?? gke?.name ?? context { return known }
    return try api().metadata(.clusterName) ?? name
  }

  func resource(_ project: String, _ name: String) throws -> MonitoredResource {
    guard options.resource == .k8sCluster else { return .global(project: project) }
    if let known = options.location ?? gke?.location {
      return .cluster(project: project, location: known, name: name)
    }
    let api = try api()
    guard let location = try api.metadata(.clusterLocation) ?? api.metadata(.zone) else {
      throw ClusterConfigurationError(
        place: "location",
        problem: "the machine knows none; give --location, or --resource global for a cluster elsewhere")
    }
    return .cluster(project: project, location: location, name: name)
  }
}
