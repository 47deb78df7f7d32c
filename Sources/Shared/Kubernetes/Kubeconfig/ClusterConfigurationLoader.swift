/// Finds the cluster from an explicit kubeconfig, `KUBECONFIG`, `~/.kube/config`, or the pod's service account.
public struct ClusterConfigurationLoader {
  private let environment: [String: String]
  private let read: FileReading
  private let serviceAccountFolder: String

  /// - Parameters:
  ///   - environment: the process environment, for `KUBECONFIG`, `HOME` and `KUBERNETES_SERVICE_…`.
  ///   - stopSource: ends the wait for a pipe.
  ///   - serviceAccountFolder: where a pod finds `token`, `ca.crt` and `namespace`.
  public init(
    environment: [String: String], stopSource: (any StopSource)? = nil, read: FileReading? = nil,
    serviceAccountFolder: String = "/var/run/secrets/kubernetes.io/serviceaccount"
  ) {
    self.environment = environment
    self.read = read ?? fileReading(stopSource)
    self.serviceAccountFolder = serviceAccountFolder
  }

  /// - Parameters:
  ///   - kubeconfig: `--kubeconfig`. If given, no other file is read, nor the pod's service account.
  ///   - context: `--context`; nil for the kubeconfig's current one.
  public func load(
    kubeconfig: String? = nil, context: String? = nil
  ) throws(ConfigurationError) -> ClusterConfiguration {
    let files = KubeconfigFiles(environment: environment, read: read)
    let config = try files.load(explicit: kubeconfig)
    guard config.isEmpty else {
      let place = kubeconfig ?? files.paths.joined(separator: ":")
      return try KubeconfigResolver(config: config, place: place, read: read).configuration(context)
    }
    let pod = InCluster(environment: environment, folder: serviceAccountFolder, read: read)
    guard context == nil, let configuration = try pod.load() else { throw nothing(files.paths, context) }
    return configuration
  }

  /// The kubeconfigs to look for. Some may not exist.
  ///
  /// - Parameter explicit: `--kubeconfig`.
  func paths(explicit: String?) -> [String] {
    explicit.map { [$0] } ?? KubeconfigFiles(environment: environment, read: read).paths
  }

  private func nothing(_ paths: [String], _ context: String?) -> ConfigurationError {
    let looked =
      paths.isEmpty ? "KUBECONFIG and HOME are not set" : "looked in \(paths.joined(separator: ", "))"
    let missing = context.map { "no context \"\($0)\"" } ?? "no cluster configured"
    return ConfigurationError(
      place: "", problem: "\(missing) (\(looked)). Use --kubeconfig FILE or set KUBECONFIG.")
  }
}
