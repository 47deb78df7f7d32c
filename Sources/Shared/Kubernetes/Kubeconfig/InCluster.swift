/// Finds the cluster that a pod runs in (client-go, `rest/config.go`, `InClusterConfig`).
struct InCluster {
  let environment: [String: String]
  let folder: String
  let read: FileReading

  /// nil outside a pod.
  func load() throws(ConfigurationError) -> ClusterConfiguration? {
    guard let host = environment["KUBERNETES_SERVICE_HOST"], !host.isEmpty,
      let port = environment["KUBERNETES_SERVICE_PORT"], !port.isEmpty
    else { return nil }
    return ClusterConfiguration(
      server: try server(host, port), namespace: namespace(), authorities: .pem(try authorities()),
      credential: Credential(
        bearer: .tokenFile("\(folder)/token"), owner: "the service account", origin: folder))
  }

  private func server(_ host: String, _ port: String) throws(ConfigurationError) -> String {
    let bracketed = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    guard let url = ServerURL.normalize("https://\(bracketed):\(port)") else {
      throw ConfigurationError(
        place: "KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT", problem: "not a host and a port")
    }
    return url
  }

  private func authorities() throws(ConfigurationError) -> [UInt8] {
    let path = "\(folder)/ca.crt"
    do { return try checkedAuthorities(try read(path)) } catch let error as FileError {
      throw ConfigurationError(place: path, problem: error.problem).because(of: error)
    } catch {
      throw ConfigurationError(place: path, problem: "\(error)")
    }
  }

  private func namespace() -> String {
    guard let bytes = try? read("\(folder)/namespace") else { return "default" }
    let name = String(decoding: bytes, as: UTF8.self).trimmed
    return name.isEmpty ? "default" : name
  }
}
