/// Checks the URLs of servers and proxies. Does not say what is wrong, because a URL may hold a password.
enum ServerURL {
  /// `https://host[:port][/prefix]` without a trailing slash; nil for anything else.
  static func normalize(_ url: String) -> String? {
    guard let url = HTTPURL(url), url.scheme == "https", !url.tail.contains(where: { "?@".contains($0) })
    else { return nil }
    return url.base
  }

  /// A proxy of a kind that kubectl allows; nil for anything else or odd. Uses libcurl's own parser, so that no two
  /// parsers can disagree about where a password goes.
  static func proxy(_ url: String) -> Proxy? {
    guard isPlain(url), let parts = try? URLParts(url), let scheme = proxySchemes[parts.scheme],
      // libcurl turns one slash or three into two.
      url.dropFirst(parts.scheme.count).hasPrefix("://"), !url.contains(":///"),
      isServer(parts), ["", "/"].contains(parts.path),
      [parts.options, parts.zone, parts.query, parts.fragment].allSatisfy({ $0 == nil }),
      ![parts.user, parts.password].contains(where: { $0?.utf8.contains(where: isBlank) == true })
    else { return nil }
    return Proxy(
      address: "\(scheme)://\(parts.host)\(parts.port.map { ":\($0)" } ?? "")", user: parts.user,
      password: parts.password)
  }

  /// Whether a text is a name or an IPv4 address, and so can only be a URL's host.
  static func isHostName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0.isASCIIAlphanumeric || "-._".utf8.contains($0) }
  }

  /// Whether a text can be the name in a server's certificate. libcurl must take it as it is: it rewrites other
  /// spellings of IPv4 addresses (`127.2`), and would then connect to that address instead of the server's.
  static func isServerName(_ text: String) -> Bool {
    isHostName(text) && !text.hasSuffix(".") && (try? URLParts("https://\(text)"))?.host == text
  }

  /// Whether host and port can be a server's.
  static func isServer(_ parts: URLParts) -> Bool {
    (isHostName(parts.host) || isIPv6(parts.host)) && parts.port.map { UInt16($0) ?? 0 > 0 } ?? true
  }

  /// Whether it is printable ASCII without blanks and backslashes.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { !isBlank($0) && $0 < 0x7f && $0 != UInt8(ascii: "\\") }
  }

  /// A rough check: in brackets, and only the right characters.
  private static func isIPv6(_ host: String) -> Bool {
    host.hasPrefix("[") && host.hasSuffix("]")
      && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || ":.".contains($0) }
  }

  /// A blank or a control character.
  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7f }

  /// libcurl's names. Go's `socks5` lets the proxy resolve names, like libcurl's `socks5h`.
  private static let proxySchemes = [
    "http": "http", "https": "https", "socks5": "socks5h", "socks5h": "socks5h",
  ]
}
