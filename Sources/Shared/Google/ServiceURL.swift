/// Checks URLs that receive secrets: `https://`, or `http://` to this machine only.
public enum ServiceURL {
  static let expected = "expected https://HOST[:PORT][/PATH] (http:// only to a loopback address)"

  /// The URL without a query or a trailing slash, ready for a path; nil if it is not safe.
  ///
  /// - Parameter allowsPlain: whether to allow any machine without TLS.
  public static func base(_ url: String, allowsPlain: Bool = false) -> String? {
    guard let parts = HTTPURL(url), allowsPlain || parts.isPrivate, !parts.tail.contains("?") else {
      return nil
    }
    return parts.base
  }

  /// The URL itself; nil if it is not safe.
  ///
  /// - Parameter allowsLinkLocal: whether to allow a cloud's metadata server without TLS.
  static func checked(_ url: String, allowsLinkLocal: Bool = false) -> String? {
    guard let parts = HTTPURL(url) else { return nil }
    return parts.isPrivate || allowsLinkLocal && parts.isLinkLocal ? parts.text : nil
  }
}
