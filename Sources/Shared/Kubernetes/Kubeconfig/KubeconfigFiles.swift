/// Which kubeconfigs are read, and how (client-go, `clientcmd/loader.go`).
struct KubeconfigFiles {
  let environment: [String: String]
  let read: FileReading

  /// One that is named must exist and say something; of `KUBECONFIG` or `~/.kube/config`, missing ones are
  /// passed over and an unreadable one fails the whole.
  func load(explicit: String?) throws(ConfigurationError) -> Kubeconfig {
    guard let explicit else { return try merged() }
    guard let config = try load(explicit) else {
      throw ConfigurationError(
        place: explicit, problem: "there is no such file; name a kubeconfig that exists")
    }
    guard !config.isEmpty else {
      throw ConfigurationError(place: explicit, problem: "is empty; name a kubeconfig with a context")
    }
    return config
  }

  /// What is looked for without an explicit file.
  var paths: [String] {
    if let list = environment["KUBECONFIG"], !list.isEmpty {
      var seen: Set<String> = []
      return list.split(separator: ":").map(String.init).filter { seen.insert($0).inserted }
    }
    guard let home = environment["HOME"], !home.isEmpty else { return [] }
    return ["\(home)/.kube/config"]
  }

  private func merged() throws(ConfigurationError) -> Kubeconfig {
    var config = Kubeconfig()
    for path in paths {
      if let next = try load(path) { config.merge(next) }
    }
    return config
  }

  /// nil if there is no such file.
  private func load(_ path: String) throws(ConfigurationError) -> Kubeconfig? {
    let text: [UInt8]
    do { text = try read(path) } catch {
      if error.isMissing { return nil }
      throw ConfigurationError(place: path, problem: error.problem).because(of: error)
    }
    return try Kubeconfig(text, file: path)
  }
}
