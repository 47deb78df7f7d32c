/// What comes before a response's body, and when it came.
public struct HTTPHead: Sendable {
  public let status: Int
  public let headers: [HTTPHeader]
  public let version: HTTPVersion
  /// Our wall clock, in seconds since 1970, when the head had arrived.
  public let receivedAt: Double
  /// Seconds between the request's leaving and the head's arrival.
  public let roundTrip: Double

  public var isSuccess: Bool { (200..<300).contains(status) }

  /// What the server's clock said, in seconds since 1970; nil if it named no time that can be read.
  public var serverTime: Int64? { self["Date"].flatMap(HTTPDate.init(_:))?.unixSeconds }

  /// The first header of this name, in whatever case.
  public subscript(name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }
}

public enum HTTPVersion: Sendable {
  case http1
  case http2
}

/// A whole response.
public struct HTTPResponse: Sendable {
  public let head: HTTPHead
  /// The body; of a streamed response only where it was no 2xx.
  public let body: [UInt8]
  /// What the request was called in the server's audit log.
  public let auditID: String
  /// Whether an earlier try of the same request got no answer, and so may have been carried out.
  public let followsUnansweredTry: Bool
  /// Whether an earlier try was answered 5xx, which does not say that nothing was carried out.
  public let followsServerError: Bool

  public var status: Int { head.status }

  /// Of a refusal: whether the same request may be answered otherwise later.
  var mayPass: Bool { [408, 429].contains(status) || status >= 500 }
}
