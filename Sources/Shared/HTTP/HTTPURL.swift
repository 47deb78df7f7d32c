/// An `http` or `https` URL. libcurl takes it apart, its parts are judged, and what is sent goes to exactly these
/// parts: no two parsers can disagree about where a token goes.
struct HTTPURL {
  /// In lower case.
  let scheme: String
  /// `HOST[:PORT]`, without a user.
  let authority: String
  /// Of an IPv6 address in brackets.
  let host: String
  let port: String?
  /// Path and query.
  let tail: Substring
  /// Whether the host is written as libcurl reads it, which makes `127.0.0.1` of `127.1` and of `0177.0.0.1`.
  private let isSpelledOut: Bool

  /// nil if there is anything in it that such a URL has not, or a user, a password or a fragment.
  init?(_ url: String) {
    guard ServerURL.isPlain(url), let parts = try? URLParts(url), ["https", "http"].contains(parts.scheme),
      url.dropFirst(parts.scheme.count).hasPrefix("://"), ServerURL.isServer(parts),
      parts.zone.map(ServerURL.isHostName) ?? true, parts.options == nil, parts.user == nil
    else { return nil }
    let rest = url.dropFirst(parts.scheme.count + "://".count)
    let written = rest.prefix { !"/?#".contains($0) }
    // libcurl also takes a host after three slashes, encoded, after an empty user, or before an empty port.
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

  /// To put a path behind: without a slash at the end.
  var base: String {
    var text = text
    while text.hasSuffix("/") { text.removeLast() }
    return text
  }

  /// Whether nobody on the way can read what goes there.
  var isPrivate: Bool { scheme == "https" || isLoopback }

  /// Whether it is this machine. Names are not resolved: but for `localhost` only addresses count.
  var isLoopback: Bool {
    isSpelledOut && (["localhost", "[::1]"].contains(host) || octets?.first == 127)
  }

  /// Whether it is on the same link, as clouds' metadata servers are.
  var isLinkLocal: Bool { isSpelledOut && octets.map { $0[0] == 169 && $0[1] == 254 } ?? false }

  /// Of an IPv4 address.
  private var octets: [UInt8]? {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    let octets = numbers.compactMap(\.self)
    return numbers.count == 4 && octets.count == 4 ? octets : nil
  }
}
