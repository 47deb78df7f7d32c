extension GoogleAPI {
  /// A GKE cluster's address, its trusted authorities, and the credentials for it.
  ///
  /// - Throws: if Google refuses, and `GoogleError` if the cluster has no such endpoint.
  public func configuration(
    of cluster: GKECluster, endpoint choice: GKEEndpointChoice
  ) throws -> ClusterConfiguration {
    let description = try describe(cluster)
    switch try description.endpoint(choice, of: cluster) {
    case .dns(let name):
      return try configuration(
        of: cluster, at: name, authorities: session?.settings.tls.authorities ?? .system, certificate: nil)
    case .ip(let address):
      guard let authorities = description.authorities else {
        throw unusable(cluster, "masterAuth.clusterCaCertificate is missing")
      }
      do { try countAuthorities(pem: authorities) } catch {
        throw unusable(cluster, "masterAuth.clusterCaCertificate: \(error)")
      }
      return try configuration(
        of: cluster, at: address, authorities: .pem(authorities), certificate: description.clientCertificate)
    }
  }

  private func describe(_ cluster: GKECluster) throws -> GKEDescription {
    let request = HTTPRequest(
      .get, "\(try url(of: .container))/v1/\(cluster)" + urlQuery([("fields", GKEDescription.fields)]),
      json: nil, repeatability: .safe)
    let response = try client.perform(request)
    guard response.head.isSuccess else { throw refusal(response, of: cluster) }
    do { return try GKEDescription(json: JSONCursor(try JSONValue(parsing: response.body))) } catch {
      throw unusable(cluster, "\(error)")
    }
  }

  private func configuration(
    of cluster: GKECluster, at host: String, authorities: TLSSettings.Authorities,
    certificate: TLSSettings.ClientCertificate?
  ) throws -> ClusterConfiguration {
    guard let server = ServerURL.normalize("https://\(host)") else {
      throw unusable(cluster, "its endpoint is not a host")
    }
    let credential =
      if certificate != nil {
        Credential(clientCertificate: certificate, owner: "masterAuth", origin: cluster.description)
      } else {
        Credential(
          bearer: session.map { .authorizer($0.tokens) }, owner: identity(),
          origin: session?.fetcher.credentials.origin ?? "")
      }
    return ClusterConfiguration(
      server: server, context: cluster.context, authorities: authorities, credential: credential)
  }

  private func unusable(_ cluster: GKECluster, _ problem: String) -> GoogleError {
    GoogleError(.protocol, "Google's description of \(cluster) is invalid: \(problem)")
  }

  private func refusal(_ response: HTTPResponse, of cluster: GKECluster) -> GoogleError {
    let status = GoogleStatus(body: response.body)
    let exitStatus: ExitStatus =
      switch response.status {
      case 401, 403: .noperm
      case 404: .config
      case 408, 429, 500...599: .unavailable
      default: .protocol
      }
    return GoogleError(
      exitStatus,
      "cannot look up \(cluster) as \(identity()): \(status.message ?? status.status ?? "no reason given") "
        + "(\(response.status)) (Audit-ID \(response.auditID))\(advice(response, status, cluster))")
  }

  private func advice(_ response: HTTPResponse, _ status: GoogleStatus, _ cluster: GKECluster) -> String {
    switch (response.status, status.reason) {
    case (403, "SERVICE_DISABLED"): "; enable container.googleapis.com in project \(cluster.project)"
    case (403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT"):
      "; the credentials need the scope \(GoogleScopes.cloudPlatform)"
    case (403, _):
      "; the permission container.clusters.get is missing: grant roles/container.clusterViewer on project "
        + "\(cluster.project) to \(identity())"
    case (401, _): "; Google rejected the credentials: renew them"
    case (404, _): "; check the names in --gke"
    default: ""
    }
  }
}
