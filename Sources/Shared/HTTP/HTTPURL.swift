/// An `http` or `https` URL. libcurl parses it, the parts are checked, and requests go to exactly these parts, so
/// that no two parsers can disagree about where a token goes.
struct HTTPURL {
  /// Lowercase.
  let scheme: String
  /// `HOST[:PORT]`, without a user.
  let authority: String
  /// An IPv6 address is in brackets.
  let host: String
  let port: String?
  /// Path and query.
  let tail: Substring
  /// Whether the host is written as libcurl normalizes it: it turns `127.1` and `0177.0.0.1` into `127.0.0.1`.
  private let isSpelledOut: Bool

  /// nil if it is not such a URL, or has a user, a password or a fragment.
  init?(_ url: String) {
    guard ServerURL.isPlain(url), let parts = try? URLParts(url), ["https", "http"].contains(parts.scheme),
      url.dropFirst(parts.scheme.count).hasPrefix("://"), ServerURL.isServer(parts),
      parts.zone.map(ServerURL.isHostName) ?? true, parts.options == nil, parts.user == nil
    else { return nil }
    let rest = url.dropFirst(parts.scheme.count + "://".count)
    let written = rest.prefix { !"/?#".contains($0) }
    // libcurl also accepts a host after three slashes or an empty user, before an empty port, or percent-encoded.
    guard !written.isEmpty, !written.contains("@"), !written.hasSuffix(":"), !rest.contains("#"),
      written.hasPrefix("[") || !written.contains("%")
    else { return nil }
    scheme = parts.scheme
    host = parts.zone.map { "\(parts.host.dropLast())%25\($0)]" } ?? parts.host
    port = parts.port
    authority = host + (port.map { ":\($0)" } ?? "")
    tail = rest[written.endIndex...]
    isSpelledOut = written.lowercased().hasPrefix(host.lowercased())
  }

  var text: String { "\(scheme)://\(authority)\(tail)" }

  /// The URL without a trailing slash, ready for a path.
  var base: String {
    var text = text
    while text.hasSuffix("/") { text.removeLast() }
    return text
  }

  /// Whether nobody on the network can read what is sent there.
  var isPrivate: Bool { scheme == "https" || isLoopback }

  /// Whether it is this machine. Does not resolve names: only addresses and `localhost` count.
  var isLoopback: Bool {
    isSpelledOut && (["localhost", "[::1]"].contains(host) || octets?.first == 127)
  }

  /// Whether it is on the local link, as clouds' metadata servers are.
  var isLinkLocal: Bool { isSpelledOut && octets.map { $0[0] == 169 && $0[1] == 254 } ?? false }

  /// nil unless the host is an IPv4 address.
  private var octets: [UInt8]? {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    let octets = numbers.compactMap(\.self)
    return numbers.count == 4 && octets.count == 4 ? octets : nil
  }
}
