/// A response's status and headers, and when they arrived.
public struct HTTPHead: Sendable {
  public let status: Int
  public let headers: [HTTPHeader]
  public let version: HTTPVersion
  /// This machine's wall clock when the head arrived, in seconds since 1970.
  public let receivedAt: Double
  /// Seconds between sending the request and receiving the head.
  public let roundTrip: Double

  public var isSuccess: Bool { (200..<300).contains(status) }

  /// The server's clock, in seconds since 1970; nil without a readable `Date` header.
  public var serverTime: Int64? { self["Date"].flatMap(HTTPDate.init(_:))?.unixSeconds }

  /// The first header with this name, ignoring case.
  public subscript(name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }
}

public enum HTTPVersion: Sendable {
  case http1
  case http2
}

/// A complete response.
public struct HTTPResponse: Sendable {
  public let head: HTTPHead
  /// The body; empty for a streamed 2xx.
  public let body: [UInt8]
  /// The request's ID in the server's audit log.
  public let auditID: String
  /// Whether an earlier attempt got no answer, and so may have been carried out.
  public let followsUnansweredTry: Bool
  /// Whether an earlier attempt got a 5xx, after which it may still have been carried out.
  public let followsServerError: Bool

  public var status: Int { head.status }

  /// Whether the same request may succeed later.
  var mayPass: Bool { [408, 429].contains(status) || status >= 500 }
}
