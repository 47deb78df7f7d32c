/// The version that `--version`, the user agent and the reports show.
public let podkeeperVersion = "0.1.0"

/// `podkeeper/VERSION (linux/ARCH)`. The API server indents its answers for user agents that begin with `curl`.
public func userAgent() -> String {
  #if arch(x86_64)
    let architecture = "amd64"
  #elseif arch(arm64)
    let architecture = "arm64"
  #else
    let architecture = "unknown"
  #endif
  return "podkeeper/\(podkeeperVersion) (linux/\(architecture))"
}
