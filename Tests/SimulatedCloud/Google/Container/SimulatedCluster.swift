import NIOPosix
import Synchronization

/// A GKE cluster: its description in the API, and its simulated API server.
public struct SimulatedCluster: Sendable {
  public enum Status: String, Sendable {
    case running = "RUNNING"
    case provisioning = "PROVISIONING"
    case error = "ERROR"
  }

  public var name: String
  /// A zone or a region.
  public var location: String
  public var cloud: SimulatedCloud
  public var status = Status.running
  /// If false, `endpoint` is the DNS name.
  public var allowsIPAccess = true
  /// Whether there is a DNS endpoint. Its certificate is signed by Google's authority, not the cluster's.
  public var hasDNSEndpoint = true
  /// If false, the DNS endpoint is only for clients in Google Cloud.
  public var allowsExternalTraffic = true
  /// The client certificate that old clusters have, and its user.
  public var legacyCertificateUser: String?

  public init(_ cloud: SimulatedCloud, name: String = "buildlets", location: String = "us-central1-f") {
    self.cloud = cloud
    self.name = name
    self.location = location
  }
}

extension SimulatedGoogle {
  /// Adds a cluster, or replaces one with the same name. From now on it accepts this cloud's tokens.
  ///
  /// As in GKE, a token without the scope `userinfo.email` stands for a number, which has no permissions.
  ///
  /// - Parameter admins: accounts that may do everything in the cluster; nil for all with credentials files.
  public func add(_ cluster: SimulatedCluster, admins: [String]? = nil) async throws {
    let usual = [serviceAccount, impersonatedAccount, machineAccount, person, federatedPrincipal]
    for account in admins ?? usual { cluster.cloud.allow(account) }
    cluster.cloud.state.identities.askForTokens { [state] token in state.kubernetesUser(token) }
    let door = cluster.hasDNSEndpoint ? try await openDoor(to: cluster.cloud) : nil
    var pair: (certificatePEM: String, keyPEM: String)?
    if let user = cluster.legacyCertificateUser {
      pair = try await cluster.cloud.issueClientCertificate(user: user)
    }
    let entry = GoogleClusters.Entry(
      cluster: cluster, dnsName: door.map { "localhost:\($0.port)" }, legacyCertificate: pair?.certificatePEM,
      legacyKey: pair?.keyPEM)
    state.clusters.withLock { clusters in
      clusters.entries["\(cluster.location)/\(cluster.name)"] = entry
      if let door { clusters.doors.append(door) }
    }
  }

  /// Opens a second listener for a cluster's API server, with a certificate of this cloud's authority.
  private func openDoor(to cloud: SimulatedCloud) async throws -> Listener {
    let pair = try await NIOThreadPool.singleton.runIfActive { [authority] in try authority.issueServer() }
    return try await Listener.start(port: 0, tls: try pair.serverContext(), service: cloud.state)
  }
}

extension GoogleState {
  fileprivate func kubernetesUser(_ text: String) -> String? {
    guard let token = accounts.token(text), token.expires > now,
      token.scopes.contains(GoogleBehavior.cloudPlatform)
    else { return nil }
    let showsEmail = token.scopes.contains(GoogleBehavior.userinfoEmail)
    return showsEmail ? token.account : GoogleAccounts.number(of: token.account)
  }
}
