/// The version that `--version`, the user agent and the reports show.
public let podkeeperVersion = "0.1.0"

/// `podkeeper/VERSION (linux/ARCH)`. One that begins with `curl` would make the server indent its answers.
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
