/// URLs to which a token or another secret goes: `https://`, or `http://` to this machine only.
enum ServiceURL {
  static let expected = "https://HOST[:PORT][/PATH] was expected (http:// only to a loopback address)"

  /// The URL without a slash at the end, to put a path behind; nil if it is not safe.
  static func base(_ url: String) -> String? {
    guard url.prefix(7).lowercased() == "http://" else { return ServerURL.normalize(url) }
    guard let checked = ServerURL.normalize("https://\(url.dropFirst(7))") else { return nil }
    let rest = checked.dropFirst("https://".count)
    return isLoopback(host(rest)) ? "http://\(rest)" : nil
  }

  /// The host of `HOST[:PORT][/PATH]`; of an IPv6 address without the brackets.
  private static func host(_ rest: Substring) -> Substring {
    if rest.hasPrefix("[") { return rest.dropFirst().prefix { $0 != "]" } }
    return rest.prefix { $0 != ":" && $0 != "/" }
  }

  /// Names are not resolved: but for `localhost` only addresses count.
  private static func isLoopback(_ host: Substring) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
