/// Which of a GKE cluster's endpoints to use.
public enum GKEEndpointChoice: String, CaseIterable, Sendable {
  /// The IP address, or the DNS name if access by address is off.
  case auto
  case dns
  case ip
}

/// An endpoint of a GKE cluster's API server.
enum GKEEndpoint: Equatable {
  /// Its certificate is signed by a public CA. It does not accept client certificates.
  case dns(String)
  /// Its certificate is signed by the cluster's own CA.
  case ip(String)
}

extension GKEDescription {
  /// - Throws: `GoogleError` if there is no such endpoint. It says how to get one.
  func endpoint(_ choice: GKEEndpointChoice, of cluster: GKECluster) throws(GoogleError) -> GKEEndpoint {
    guard endpoint != nil || dnsEndpoint != nil else {
      throw GoogleError(
        .unavailable,
        "\(cluster) has no endpoint: its status is \(status); try again when it is RUNNING")
    }
    switch choice {
    case .dns: return try dns(cluster)
    case .ip: return try ip(cluster)
    case .auto: return isIPUsable ? try ip(cluster) : try dns(cluster)
    }
  }

  /// If access by address is off, `endpoint` is the DNS name.
  private var isIPUsable: Bool { isIPOn && endpoint != nil && endpoint != dnsEndpoint }

  private func ip(_ cluster: GKECluster) throws(GoogleError) -> GKEEndpoint {
    guard isIPUsable, let endpoint else {
      throw GoogleError(
        .config,
        "\(cluster): access by IP address is off; use --gke-endpoint dns, or turn it on (gcloud container "
          + "clusters update \(cluster.name) --enable-ip-access)")
    }
    return .ip(endpoint)
  }

  private func dns(_ cluster: GKECluster) throws(GoogleError) -> GKEEndpoint {
    guard let dnsEndpoint, isDNSOpen else {
      throw GoogleError(
        .config,
        "\(cluster): access by DNS name is off\(isIPUsable ? "; use --gke-endpoint ip, or" : ";") turn it on "
          + "(gcloud container clusters update \(cluster.name) --enable-dns-access)")
    }
    return .dns(dnsEndpoint)
  }
}
