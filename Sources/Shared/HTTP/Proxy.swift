/// A proxy, after it was judged: libcurl is given exactly these parts.
public struct Proxy: Equatable, Sendable {
  static let expected =
    "http://, https:// or socks5:// with [USER:PASSWORD@]HOST[:PORT] was expected, without control characters "
    + "and blanks, encoded ones included"

  /// `SCHEME://HOST[:PORT]`
  let address: String
  /// `USER[:PASSWORD]`, each percent-encoded, as `CURLOPT_PROXYUSERPWD` takes them. (`CURLOPT_PROXYUSERNAME` is
  /// decoded by some versions of libcurl and not by others.)
  let credentials: Secret?
  /// The hosts that are reached without it, as `NO_PROXY` lists them.
  ///
  /// Whoever names a proxy in a kubeconfig means it: `NO_PROXY` is an exception from the environment's proxy
  /// only, as with kubectl.
  var exceptions = ""

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
    // As the proxy gets them.
    Secrets.add(basic: user ?? "", password)
  }
}

extension Proxy {
  /// The environment's proxy for URLs of a scheme, chosen as libcurl would: an empty variable counts as unset,
  /// and `HTTP_PROXY` is not read, since it may be a request's `Proxy` header (CGI).
  ///
  /// - Parameter scheme: `https` or `http`.
  /// - Returns: nil if there is none.
  /// - Throws: if the variable holds no proxy; its value is not repeated.
  public static func find(
    in environment: [String: String], scheme: String = "https"
  ) throws(ConfigurationError) -> Proxy? {
    let upper = scheme == "http" ? [] : ["\(scheme.uppercased())_PROXY"]
    let names = ["\(scheme)_proxy"] + upper + ["all_proxy", "ALL_PROXY"]
    guard let (name, value) = first(names, in: environment) else { return nil }
    // Here, and not in a kubeconfig, HOST:PORT is a proxy too.
    guard var proxy = ServerURL.proxy(value.contains("://") ? value : "http://\(value)") else {
      throw ConfigurationError(place: name, problem: expected)
    }
    proxy.exceptions = first(["no_proxy", "NO_PROXY"], in: environment)?.value ?? ""
    return proxy
  }

  private static func first(
    _ names: [String], in environment: [String: String]
  ) -> (name: String, value: String)? {
    names.lazy.compactMap { name in environment[name].map { (name, $0) } }.first { !$0.1.isEmpty }
  }
}
