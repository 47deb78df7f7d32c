/// A proxy whose URL has been checked. libcurl gets exactly these parts.
public struct Proxy: Equatable, Sendable {
  static let expected =
    "expected http://, https:// or socks5:// with [USER:PASSWORD@]HOST[:PORT], without spaces or "
    + "control characters, percent-encoded or not"

  /// `SCHEME://HOST[:PORT]`
  let address: String
  /// `USER[:PASSWORD]`, both percent-encoded, for `CURLOPT_PROXYUSERPWD`. (Only some versions of libcurl decode
  /// `CURLOPT_PROXYUSERNAME`.)
  let credentials: Secret?
  /// The hosts to reach without it, as `NO_PROXY` lists them.
  ///
  /// `NO_PROXY` applies only to the environment's proxy, not to a kubeconfig's, as with kubectl.
  var exceptions = ""
  /// What names it: `HTTPS_PROXY`, or `proxy-url` in a kubeconfig.
  var source = "proxy-url"

  init(address: String, user: String? = nil, password: String? = nil) {
    self.address = address
    let encoded = [user ?? "", password].compactMap { $0?.percentEncoded }
    let text = encoded.joined(separator: ":")
    guard let password else {
      credentials = user == nil ? nil : Secret(userName: text)
      return
    }
    credentials = Secret(text)
    Secrets.add(password)
    // In the form that the proxy receives.
    Secrets.add(basic: user ?? "", password)
  }
}

extension Proxy {
  /// Whether a connection that failed was to the proxy.
  ///
  /// libcurl decides by `exceptions` whether to use a proxy, and tells only in its message: `Failed to connect to HOST port
  /// PORT`.
  func isMeant(by message: String) -> Bool {
    guard !exceptions.isEmpty, let parts = try? URLParts(address) else { return true }
    let host = parts.host.hasPrefix("[") ? String(parts.host.dropFirst().dropLast()) : parts.host
    let port = parts.port.map { "\($0) " } ?? ""
    return message.contains(" \(host) port \(port)") || message.contains(" via \(host)")
  }

  /// Without its credentials.
  var shown: String { "\(address) from \(source)" }

  /// Finds the environment's proxy for a scheme as libcurl does: an empty variable counts as unset, and `HTTP_PROXY` is
  /// ignored because it may be a request's `Proxy` header (CGI).
  ///
  /// - Parameter scheme: `https` or `http`.
  /// - Returns: nil if there is none.
  /// - Throws: if the variable does not hold a proxy. The error does not quote its value.
  public static func find(
    in environment: [String: String], scheme: String = "https"
  ) throws(ConfigurationError) -> Proxy? {
    let upper = scheme == "http" ? [] : ["\(scheme.uppercased())_PROXY"]
    let names = ["\(scheme)_proxy"] + upper + ["all_proxy", "ALL_PROXY"]
    guard let (name, value) = first(names, in: environment) else { return nil }
    // Unlike in a kubeconfig, HOST:PORT is allowed here.
    guard var proxy = ServerURL.proxy(value.contains("://") ? value : "http://\(value)") else {
      throw ConfigurationError(place: name, problem: expected)
    }
    proxy.source = name
    proxy.exceptions = first(["no_proxy", "NO_PROXY"], in: environment)?.value ?? ""
    return proxy
  }

  private static func first(
    _ names: [String], in environment: [String: String]
  ) -> (name: String, value: String)? {
    names.lazy.compactMap { name in environment[name].map { (name, $0) } }.first { !$0.1.isEmpty }
  }
}
