import Foundation

/// The clusters of the project by location and name, and the listeners that this cloud opened for them.
struct GoogleClusters: Sendable {
  struct Entry: Sendable {
    let cluster: SimulatedCluster
    let dnsName: String?
    let legacyCertificate: String?
    let legacyKey: String?
  }

  var entries: [String: Entry] = [:]
  var doors: [Listener] = []
}

extension GoogleClusters.Entry {
  /// The cluster as `clusters.get` shows it.
  func value(project: String) -> JSONValue {
    var value: JSONValue = [
      "name": .string(cluster.name), "location": .string(cluster.location),
      "locations": [.string(cluster.location)],
      "selfLink": .string(
        "https://container.googleapis.com/v1/projects/\(project)/locations/\(cluster.location)/clusters/\(cluster.name)"
      ),
      "currentMasterVersion": "1.36.2-gke.1001000", "status": .string(cluster.status.rawValue),
      "controlPlaneEndpointsConfig": endpoints, "privateClusterConfig": .object([]),
    ]
    guard cluster.status != .provisioning else { return value }
    value["endpoint"] = .string(cluster.allowsIPAccess ? address : dnsName ?? "")
    value["masterAuth"] = masterAuth
    return value
  }

  private var address: String { "127.0.0.1:\(cluster.cloud.port)" }

  private var masterAuth: JSONValue {
    var auth: JSONValue = ["clusterCaCertificate": .string(Self.base64(cluster.cloud.caPEM))]
    if let legacyCertificate { auth["clientCertificate"] = .string(Self.base64(legacyCertificate)) }
    if let legacyKey { auth["clientKey"] = .string(Self.base64(legacyKey)) }
    return auth
  }

  private var endpoints: JSONValue {
    var byName: JSONValue = .object([])
    if let dnsName {
      byName["endpoint"] = .string(dnsName)
      // False values are omitted, as always in protobuf's JSON.
      if cluster.allowsExternalTraffic { byName["allowExternalTraffic"] = true }
    }
    var byAddress: JSONValue = .object([])
    if cluster.allowsIPAccess {
      byAddress = ["enabled": true, "enablePublicEndpoint": true, "publicEndpoint": .string(address)]
    }
    return ["dnsEndpointConfig": byName, "ipEndpointsConfig": byAddress]
  }

  private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}
