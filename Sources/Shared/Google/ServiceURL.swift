/// URLs to which a token or another secret goes: `https://`, or `http://` to this machine only.
public enum ServiceURL {
  static let expected = "https://HOST[:PORT][/PATH] was expected (http:// only to a loopback address)"

  /// To put a path behind: without a query and without a slash at the end. nil if it is not safe.
  ///
  /// - Parameter allowsPlain: whether any machine may be reached without TLS.
  public static func base(_ url: String, allowsPlain: Bool = false) -> String? {
    guard let parts = HTTPURL(url), allowsPlain || parts.isPrivate, !parts.tail.contains("?") else {
      return nil
    }
    return parts.base
  }

  /// The URL itself; nil if it is not safe.
  ///
  /// - Parameter allowsLinkLocal: whether a cloud's metadata server may be asked without TLS.
  static func checked(_ url: String, allowsLinkLocal: Bool = false) -> String? {
    guard let parts = HTTPURL(url) else { return nil }
    return parts.isPrivate || allowsLinkLocal && parts.isLinkLocal ? parts.text : nil
  }
}
