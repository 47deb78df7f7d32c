import Shared

/// Finds out where Cloud Monitoring files a cluster's series: from the options, else from Google.
final class GoogleIdentity {
  private let given: MonitoringPlace
  private let kind: ResourceKind
  private let connect: () throws -> GoogleAPI
  private var connected: GoogleAPI?

  /// - Parameters:
  ///   - given: what the options say.
  ///   - connect: called when the API is first needed. It may wait for the metadata server, so a sample that
  ///     can be kept without it is kept first.
  init(_ given: MonitoringPlace, _ kind: ResourceKind, connect: @escaping () throws -> GoogleAPI) {
    self.given = given
    self.kind = kind
    self.connect = connect
  }

  private func api() throws -> GoogleAPI {
    let api = try connected ?? connect()
    connected = api
    return api
  }

  func service(_ project: String) throws -> MonitoringService {
    try MonitoringService(try api(), project: project)
  }

  /// Returns as much as it can find out, and the error that stopped it.
  ///
  /// - Parameter name: the cluster's name if neither the options nor the metadata server know it.
  func place(else name: String) -> (place: MonitoringPlace, problem: (any Error)?) {
    var place = given
    do {
      if place.project.isEmpty { place.project = try api().project(given: nil) }
      if place.location.isEmpty, kind == .k8sCluster { place.location = try location() }
      // Last, so that after a failure the name stays empty: a later run may get one from the metadata server.
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
        problem: "the metadata server names none; set --location, or --resource global outside Google Cloud")
    }
    return location
  }
}
