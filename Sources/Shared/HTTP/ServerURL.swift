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

  /// A proxy as libcurl takes it; nil if it is none that kubectl allows.
  ///
  /// Go's `socks5` leaves resolving names to the proxy, which libcurl calls `socks5h`.
  static func proxy(_ url: String) -> String? {
    for (scheme, name) in [("http://", "http://"), ("https://", "https://"), ("socks5://", "socks5h://")] {
      if let rest = remainder(url, after: scheme), isPlain(rest), !rest.hasPrefix("/") { return name + rest }
    }
    return nil
  }

  private static func remainder(_ url: String, after scheme: String) -> Substring? {
    guard url.prefix(scheme.count).lowercased() == scheme else { return nil }
    let rest = url.dropFirst(scheme.count)
    return rest.isEmpty ? nil : rest
  }

  /// Printable ASCII without blanks and backslashes.
  private static func isPlain(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") }
  }

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
