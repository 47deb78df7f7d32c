import Shared

/// What Cloud Monitoring is told of a cluster: what was said, else what Google says.
final class GoogleIdentity {
  private let given: MonitoringPlace
  private let kind: ResourceKind
  private let connect: () throws -> GoogleAPI
  private var connected: GoogleAPI?

  /// - Parameters:
  ///   - given: what was said.
  ///   - connect: called when the API is needed, which may ask the machine for credentials: a sample that can be
  ///     kept without is kept before.
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

  /// As far as it is to be had.
  ///
  /// - Parameter name: the cluster's, where nobody knows better.
  /// - Returns: also why it is not whole, if it is not. After one failure nothing more is asked for.
  func place(else name: String) -> (place: MonitoringPlace, problem: (any Error)?) {
    var place = given
    do {
      if place.project.isEmpty { place.project = try api().project(given: nil) }
      if place.location.isEmpty, kind == .k8sCluster { place.location = try location() }
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
