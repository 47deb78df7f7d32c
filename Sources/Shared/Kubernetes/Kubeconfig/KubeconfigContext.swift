/// A context's entry in a kubeconfig.
struct KubeconfigContext {
  let entry: ConfigurationEntry
  let cluster: String?
  let user: String?
  let namespace: String?

  init(_ entry: ConfigurationEntry) throws(ClusterConfigurationError) {
    self.entry = entry
    cluster = try entry["cluster"].string()
    user = try entry["user"].string()
    namespace = try entry["namespace"].string()
    if namespace?.isPathSegment == false {
      throw entry["namespace"].error("no namespace has such a name")
    }
  }
}
