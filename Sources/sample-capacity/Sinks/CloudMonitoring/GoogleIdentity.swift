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

  /// Only what was said: not what the credentials or the machine say, which may be out of reach.
  var given: MonitoringPlace {
    MonitoringPlace(
      project: options.monitoring.project ?? gke?.project ?? "",
      location: options.location ?? gke?.location ?? "", cluster: givenName ?? gke?.name ?? context ?? "")
  }

  /// As far as it is to be had.
  ///
  /// - Parameter name: the cluster's, where nobody knows better.
  /// - Returns: also why it is not whole, if it is not. After one failure nothing more is asked for.
  func place(else name: String) -> (place: MonitoringPlace, problem: (any Error)?) {
    var place = given
    do {
      if place.project.isEmpty { place.project = try api().project(given: nil) }
      if place.location.isEmpty, options.resource == .k8sCluster { place.location = try location() }
      // Last, for where no machine answers it would get a name all the same. What the machine says is of the
      // cluster that it belongs to: of no other.
      if place.cluster.isEmpty { place.cluster = try api().metadata(.clusterName) ?? name }
    } catch {
      return (place, error)
    }
    return (place, nil)
  }

  private func location() throws -> String {
    let api = try api()
    guard let location = try api.metadata(.clusterLocation) ?? api.metadata(.zone) else {
      throw ConfigurationError(
        place: "location",
        problem: "the machine knows none; give --location, or --resource global for a cluster elsewhere")
    }
    return location
  }
}
