/// URLs to which a token or another secret goes: `https://`, or `http://` to this machine only.
public enum ServiceURL {
  static let expected = "https://HOST[:PORT][/PATH] was expected (http:// only to a loopback address)"

  /// To put a path behind: without a query and without a slash at the end. nil if it is not safe.
  ///
  /// - Parameter allowsPlain: whether any machine may be reached without TLS.
  public static func base(_ url: String, allowsPlain: Bool = false) -> String? {
    guard let parts = Parts(url), allowsPlain || parts.isSafe(besides: isLoopback), !parts.tail.contains("?")
    else { return nil }
    var text = parts.text
    while text.hasSuffix("/") { text.removeLast() }
    return text
  }

  /// The URL itself; nil if it is not safe.
  ///
  /// - Parameter allowsLinkLocal: whether a cloud's metadata server may be asked without TLS.
  static func checked(_ url: String, allowsLinkLocal: Bool = false) -> String? {
    guard let parts = Parts(url) else { return nil }
    return parts.isSafe { isLoopback($0) || allowsLinkLocal && isLinkLocal($0) } ? parts.text : nil
  }

  /// Names are not resolved: but for `localhost` only addresses count.
  private static func isLoopback(_ host: Substring) -> Bool {
    host == "localhost" || host == "::1" || octets(host)?.first == 127
  }

  private static func isLinkLocal(_ host: Substring) -> Bool {
    octets(host).map { $0[0] == 169 && $0[1] == 254 } ?? false
  }

  private static func octets(_ host: Substring) -> [UInt8]? {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    let octets = numbers.compactMap(\.self)
    return numbers.count == 4 && octets.count == 4 ? octets : nil
  }

  private struct Parts {
    let scheme: String
    let authority: Substring
    /// Path and query.
    let tail: Substring

    init?(_ url: String) {
      guard let end = url.firstRange(of: "://") else { return nil }
      scheme = url[..<end.lowerBound].lowercased()
      let rest = url[end.upperBound...]
      authority = rest.prefix { !"/?#".contains($0) }
      tail = rest[authority.endIndex...]
      guard ["https", "http"].contains(scheme), ServerURL.normalize("https://\(authority)") != nil,
        tail.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") }), !tail.contains("#")
      else { return nil }
    }

    var text: String { "\(scheme)://\(authority)\(tail)" }

    func isSafe(besides isNear: (Substring) -> Bool) -> Bool { scheme == "https" || isNear(host) }

    /// Of an IPv6 address without the brackets.
    private var host: Substring {
      authority.hasPrefix("[") ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
    }
  }
}
