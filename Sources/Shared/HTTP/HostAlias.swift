/// Reaches a server whose certificate has another name (`tls-server-name`). libcurl checks the URL's host, so the URL
/// gets that name, and the connection and the `Host` header keep the real one.
struct HostAlias {
  /// The URL with the certificate's name as its host.
  let url: String
  /// `CURLOPT_CONNECT_TO`: `HOST:PORT:CONNECT-TO-HOST:CONNECT-TO-PORT`.
  let connectTo: String
  let hostHeader: String

  init?(settings: HTTPSettings, url: String) {
    guard let name = settings.tls.serverName, let real = HTTPURL(url) else { return nil }
    let port = real.port ?? "443"
    self.url = "\(real.scheme)://\(name)\(real.port.map { ":\($0)" } ?? "")\(real.tail)"
    connectTo = "\(name):\(port):\(real.host):\(port)"
    hostHeader = real.authority
  }
}
