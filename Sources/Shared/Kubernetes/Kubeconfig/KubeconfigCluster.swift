/// A cluster's entry in a kubeconfig (client-go, `clientcmd/api/v1/types.go`, `Cluster`).
struct KubeconfigCluster {
  let entry: ConfigurationEntry
  let server: String?
  let serverName: String?
  let authorityFile: ConfigurationPath?
  let authorityData: [UInt8]?
  let skipsVerification: Bool
  let proxy: String?
  let disablesCompression: Bool
  /// What the cluster's entry keeps for exec plugins.
  let execConfiguration: JSONValue?

  init(_ entry: ConfigurationEntry) throws(ConfigurationError) {
    self.entry = entry
    server = try entry["server"].string()
    serverName = try entry["tls-server-name"].string()
    authorityFile = try entry["certificate-authority"].path()
    authorityData = try entry["certificate-authority-data"].base64()
    skipsVerification = try entry["insecure-skip-tls-verify"].flag()
    proxy = try entry["proxy-url"].string()
    disablesCompression = try entry["disable-compression"].flag()
    execConfiguration = try Self.execConfiguration(entry["extensions"])
  }

  /// Data wins over the file; nil if there is neither.
  func authorityPEM(_ read: FileReading) throws(ConfigurationError) -> [UInt8]? {
    if let authorityData { return authorityData }
    return try authorityFile?.contents(read)
  }

  private static func execConfiguration(
    _ extensions: ConfigurationEntry
  ) throws(ConfigurationError) -> JSONValue? {
    for element in try extensions.elements()
    where try element["name"].string() == "client.authentication.k8s.io/exec" {
      return try element["extension"].value()
    }
    return nil
  }
}
