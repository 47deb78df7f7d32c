/// An `http` or `https` URL's parts.
struct HTTPURL {
  /// In lower case.
  let scheme: String
  /// `HOST[:PORT]`, without a user.
  let authority: Substring
  /// Path and query.
  let tail: Substring

  /// nil if there is anything in it that such a URL has not, or a user, a password or a fragment.
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

  /// Whether nobody on the way can read what goes there.
  var isPrivate: Bool { scheme == "https" || isLoopback }

  /// Whether it is this machine. Names are not resolved: but for `localhost` only addresses count.
  var isLoopback: Bool { host == "localhost" || host == "::1" || octets?.first == 127 }

  /// Whether it is on the same link, as clouds' metadata servers are.
  var isLinkLocal: Bool { octets.map { $0[0] == 169 && $0[1] == 254 } ?? false }

  /// Of an IPv6 address without the brackets.
  private var host: Substring {
    authority.hasPrefix("[") ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
  }

  /// Of an IPv4 address.
  private var octets: [UInt8]? {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    let octets = numbers.compactMap(\.self)
    return numbers.count == 4 && octets.count == 4 ? octets : nil
  }
}
