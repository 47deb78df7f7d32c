/// How a server is reached whose certificate carries another name (`tls-server-name`): libcurl checks the
/// URL's host, so the URL gets that name, and the connection and the `Host` header keep the real one.
struct HostAlias {
  /// The URL with the certificate's name as its host.
  let url: String
  /// `CURLOPT_CONNECT_TO`: `HOST:PORT:CONNECT-TO-HOST:CONNECT-TO-PORT`.
  let connectTo: String
  let hostHeader: String

  init?(settings: HTTPSettings, url: String) {
    guard let name = settings.tls.serverName else { return nil }
    let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return nil }
    let authority = String(parts[2])
    let rest = parts.count > 3 ? "/" + parts[3] : ""
    let (host, port) = Self.split(authority)
    self.url = "\(parts[0])//\(name)\(port.map { ":\($0)" } ?? "")\(rest)"
    connectTo = "\(name):\(port ?? "443"):\(host):\(port ?? "443")"
    hostHeader = authority
  }

  /// Host (IPv6 in brackets) and port of `host:port`.
  private static func split(_ authority: String) -> (host: String, port: String?) {
    guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else { return (authority, nil) }
    return (String(authority[..<colon]), String(authority[authority.index(after: colon)...]))
  }
}
