/// A context's entry in a kubeconfig.
struct KubeconfigContext {
  let entry: KubeconfigEntry
  let cluster: String?
  let user: String?
  let namespace: String?

  init(_ entry: KubeconfigEntry) throws(ClusterConfigurationError) {
    self.entry = entry
    cluster = try entry["cluster"].string()
    user = try entry["user"].string()
    namespace = try entry["namespace"].string()
  }
}
