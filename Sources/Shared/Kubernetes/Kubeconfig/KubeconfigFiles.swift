/// Finds and reads kubeconfigs (client-go, `clientcmd/loader.go`).
struct KubeconfigFiles {
  let environment: [String: String]
  let read: FileReading

  /// An explicit file must exist and not be empty. From `KUBECONFIG` or `~/.kube/config`, skips missing files and fails
  /// on unreadable ones.
  func load(explicit: String?) throws(ConfigurationError) -> Kubeconfig {
    guard let explicit else { return try merged() }
    guard let config = try load(explicit) else {
      throw ConfigurationError(
        place: explicit, problem: "there is no such kubeconfig")
    }
    guard !config.isEmpty else {
      throw ConfigurationError(
        place: explicit, problem: "it defines no clusters, users or contexts; use another kubeconfig")
    }
    return config
  }

  /// The files to look for without an explicit one.
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

  /// nil if the file does not exist.
  private func load(_ path: String) throws(ConfigurationError) -> Kubeconfig? {
    let text: [UInt8]
    do { text = try read(path) } catch {
      if error.isMissing { return nil }
      throw ConfigurationError(place: path, problem: error.problem).because(of: error)
    }
    return try Kubeconfig(text, file: path)
  }
}
