/// Resolves one context of a kubeconfig.
struct KubeconfigResolver {
  let config: Kubeconfig
  /// The files, for errors that concern none in particular.
  let place: String
  let read: FileReading

  func configuration(_ name: String?) throws(ConfigurationError) -> ClusterConfiguration {
    let (name, context) = try context(name)
    let cluster = try entry(config.clusters, context.cluster, of: context, "cluster")
    let user = try entry(config.users, context.user, of: context, "user")
    try checkSupported(user)
    return ClusterConfiguration(
      server: try server(cluster), context: name, namespace: context.namespace ?? "default",
      authorities: try authorities(cluster), serverName: try serverName(cluster),
      proxy: try proxy(cluster),
      impersonation: try user.entry.read(Impersonation.headers(user.entry.json)),
      credential: try KubeconfigCredential(user: user, cluster: cluster, read: read).credential())
  }

  private func context(
    _ asked: String?
  ) throws(ConfigurationError) -> (String, KubeconfigContext) {
    guard let name = asked ?? config.currentContext else {
      throw ConfigurationError(place: place, problem: "no current-context; choose one with --context")
    }
    guard let context = config.contexts[name] else {
      let how = asked == nil ? ", which current-context names, does not exist" : " does not exist"
      throw ConfigurationError(
        place: place, problem: "context \"\(name)\"\(how); \(choice) with --context")
    }
    return (name, context)
  }

  /// More contexts than that are not named in an error.
  private static let mostContexts = 10

  /// `choose "play" or "work"`
  private var choice: String {
    let names = config.contexts.keys.sorted().map { "\"\($0)\"" }
    guard names.count <= Self.mostContexts, let last = names.last else {
      let shown = names.prefix(Self.mostContexts).joined(separator: ", ")
      return names.isEmpty ? "choose another" : "choose one of \(shown), … (\(names.count) in all)"
    }
    return "choose " + (names.count == 1 ? "" : names.dropLast().joined(separator: ", ") + " or ") + last
  }

  private func entry<Entry>(
    _ entries: [String: Entry], _ name: String?, of context: KubeconfigContext, _ kind: String
  ) throws(ConfigurationError) -> Entry {
    guard let name else { throw context.entry[kind].error("is missing; name one") }
    guard let entry = entries[name] else {
      throw context.entry[kind].error("there is no \(kind) \"\(name)\"; add it or name another")
    }
    return entry
  }

  private func checkSupported(_ user: KubeconfigUser) throws(ConfigurationError) {
    let instead = "is not supported; use a client certificate, a token or an exec plugin"
    guard !user.hasPassword else {
      throw user.entry.error("username and password: basic authentication \(instead)")
    }
    guard !user.hasAuthProvider else { throw user.entry["auth-provider"].error(instead) }
  }

  private func server(_ cluster: KubeconfigCluster) throws(ConfigurationError) -> String {
    let field = cluster.entry["server"]
    guard let server = cluster.server else { throw field.error("is missing") }
    guard let url = ServerURL.normalize(server) else {
      throw field.error("expected https://HOST[:PORT][/PREFIX]; nothing else is safe for credentials")
    }
    return url
  }

  private func proxy(_ cluster: KubeconfigCluster) throws(ConfigurationError) -> Proxy? {
    guard let text = cluster.proxy else { return nil }
    guard let proxy = ServerURL.proxy(text) else { throw cluster.entry["proxy-url"].error(Proxy.expected) }
    return proxy
  }

  private func serverName(_ cluster: KubeconfigCluster) throws(ConfigurationError) -> String? {
    guard let name = cluster.serverName else { return nil }
    guard ServerURL.isServerName(name) else {
      throw cluster.entry["tls-server-name"].error("expected a host name")
    }
    return name
  }

  private func authorities(
    _ cluster: KubeconfigCluster
  ) throws(ConfigurationError) -> TLSSettings.Authorities {
    guard !cluster.skipsVerification else {
      throw cluster.entry["insecure-skip-tls-verify"].error(
        "true is refused, because anyone could read the credentials; set certificate-authority-data instead")
    }
    guard let pem = try cluster.authorityPEM(read) else { return .system }
    let field = cluster.authorityData == nil ? "certificate-authority" : "certificate-authority-data"
    do { return .pem(try checkedAuthorities(pem)) } catch {
      throw cluster.entry[field].error(error.problem)
    }
  }
}
