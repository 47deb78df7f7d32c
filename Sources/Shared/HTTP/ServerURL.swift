/// The URLs of servers and proxies: what is wrong with one is not said, for it may hold a password.
enum ServerURL {
  /// `https://host[:port][/prefix]` without a slash at the end; nil if it is anything else.
  static func normalize(_ url: String) -> String? {
    guard let rest = remainder(url, after: "https://"), isPlain(rest),
      !rest.contains(where: { "?#@".contains($0) })
    else { return nil }
    var end = rest.endIndex
    while end > rest.startIndex, rest[rest.index(before: end)] == "/" { end = rest.index(before: end) }
    let authority = rest.prefix { $0 != "/" }
    return isAuthority(authority) ? "https://\(rest[..<end])" : nil
  }

  /// A proxy of the kinds that kubectl allows; nil if it is none, or if something in it cannot be meant. The
  /// text is read by libcurl's own parser, so that no two parsers can disagree about where a password goes.
  static func proxy(_ url: String) -> Proxy? {
    guard isPlain(url[...]), let parts = URLParts(url), let scheme = proxySchemes[parts.scheme],
      // libcurl makes one slash and three of them two.
      url.dropFirst(parts.scheme.count).hasPrefix("://"), !url.contains(":///"),
      isHostName(parts.host) || isIPv6(parts.host), ["", "/"].contains(parts.path), parts.others.isEmpty,
      ![parts.user, parts.password].contains(where: { $0?.utf8.contains(where: isBlank) == true })
    else { return nil }
    var address = "\(scheme)://\(parts.host)"
    if let port = parts.port {
      guard UInt16(port) ?? 0 > 0 else { return nil }
      address += ":\(port)"
    }
    return Proxy(address: address, user: parts.user, password: parts.password)
  }

  /// Whether a text can be a URL's host and can be nothing else: a name or an IPv4 address.
  static func isHostName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0.isASCIIAlphanumeric || "-._".utf8.contains($0) }
  }

  /// Only roughly: in brackets, of the right characters.
  private static func isIPv6(_ host: String) -> Bool {
    host.hasPrefix("[") && host.hasSuffix("]")
      && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || ":.".contains($0) }
  }

  /// What libcurl calls them: Go's `socks5` leaves resolving names to the proxy, as libcurl's `socks5h` does.
  private static let proxySchemes = [
    "http": "http", "https": "https", "socks5": "socks5h", "socks5h": "socks5h",
  ]

  private static func remainder(_ url: String, after scheme: String) -> Substring? {
    guard url.prefix(scheme.count).lowercased() == scheme else { return nil }
    let rest = url.dropFirst(scheme.count)
    return rest.isEmpty ? nil : rest
  }

  /// Printable ASCII without blanks and backslashes.
  private static func isPlain(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { !isBlank($0) && $0 < 0x7f && $0 != UInt8(ascii: "\\") }
  }

  /// A blank or a control character.
  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7f }

  private static func isAuthority(_ text: Substring) -> Bool {
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]"), text.index(after: text.startIndex) < end else { return false }
      return isPort(text[text.index(after: end)...])
    }
    let host = text.prefix { $0 != ":" }
    return !host.isEmpty && isPort(text[host.endIndex...])
  }

  private static func isPort(_ text: Substring) -> Bool {
    guard !text.isEmpty else { return true }
    let digits = text.dropFirst()
    return text.hasPrefix(":") && digits.allSatisfy(\.isNumber) && UInt16(digits) ?? 0 > 0
  }
}
