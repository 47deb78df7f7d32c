import FoundationEssentials
import Glibc
import Shared

/// Files in memory.
struct MemoryFiles {
  var contents: [String: String] = [:]
  /// Paths that exist but cannot be read.
  var locked: Set<String> = []
  /// Pipes that were still empty when the run ended.
  var silent: Set<String> = []

  func read(_ path: String) throws(FileError) -> [UInt8] {
    if locked.contains(path) { throw FileError(path: path, code: EACCES, action: "open") }
    if silent.contains(path) { throw FileError(path: path, code: ECANCELED, action: "read") }
    guard let text = contents[path] else { throw FileError(path: path, code: ENOENT, action: "open") }
    return Array(text.utf8)
  }

  func loader(_ environment: [String: String] = [:], folder: String = "/pod") -> ClusterConfigurationLoader {
    ClusterConfigurationLoader(environment: environment, read: read, serviceAccountFolder: folder)
  }
}

/// A kubeconfig with one context, `work`.
///
/// - Parameters:
///   - cluster: more lines for the cluster's entry.
///   - user: the lines of the user's entry.
func kubeconfig(
  server: String = "https://k8s.example:6443", cluster: [String] = [], context: [String] = [],
  user: [String] = ["token: hunter2"]
) -> String {
  func block(_ lines: [String]) -> String { lines.map { "    \($0)\n" }.joined() }
  return """
    apiVersion: v1
    kind: Config
    current-context: work
    clusters:
    - name: here
      cluster:
        server: \(server)
    \(block(cluster))contexts:
    - name: work
      context:
        cluster: here
        user: ci
    \(block(context))users:
    - name: ci
      user:
    \(block(user))
    """
}

/// Loads the kubeconfig `/home/x/.kube/config`, together with other files.
func load(
  _ text: String, files: [String: String] = [:], context: String? = nil
) throws(ConfigurationError) -> ClusterConfiguration {
  let all = files.merging(["/home/x/.kube/config": text]) { _, config in config }
  return try MemoryFiles(contents: all).loader(["HOME": "/home/x"]).load(context: context)
}

func base64(_ text: String) -> String {
  Data(text.utf8).base64EncodedString()
}
