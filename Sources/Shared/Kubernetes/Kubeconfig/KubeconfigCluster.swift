/// A cluster's entry in a kubeconfig (client-go, `clientcmd/api/v1/types.go`, `Cluster`).
struct KubeconfigCluster {
  let entry: KubeconfigEntry
  let server: String?
  let serverName: String?
  let authorityFile: KubeconfigPath?
  let authorityData: [UInt8]?
  let skipsVerification: Bool
  let proxy: String?
  let disablesCompression: Bool
  /// The cluster entry's configuration for exec plugins.
  let execConfiguration: JSONValue?

  init(_ entry: KubeconfigEntry) throws(JSONError) {
    let json = entry.json
    self.entry = entry
    server = try json["server"].nonEmptyString()
    serverName = try json["tls-server-name"].nonEmptyString()
    authorityFile = try KubeconfigPath(entry["certificate-authority"])
    authorityData = try json["certificate-authority-data"].optionalBase64()
    skipsVerification = try json["insecure-skip-tls-verify"].flag()
    proxy = try json["proxy-url"].nonEmptyString()
    disablesCompression = try json["disable-compression"].flag()
    execConfiguration = try Self.execConfiguration(json["extensions"])
  }

  /// Data takes precedence over the file; nil if there is neither.
  func authorityPEM(_ read: FileReading) throws(ConfigurationError) -> [UInt8]? {
    if let authorityData { return authorityData }
    return try authorityFile?.contents(read)
  }

  private static func execConfiguration(_ extensions: JSONCursor) throws(JSONError) -> JSONValue? {
    for element in try extensions.elements()
    where try element["name"].nonEmptyString() == "client.authentication.k8s.io/exec" {
      return try element["extension"].value()
    }
    return nil
  }
}
