/// One request, before it is sent.
public struct HTTPRequest {
  public enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case delete = "DELETE"
  }

  /// Whether the same request may be sent again after it failed.
  public enum Repeatability: Sendable {
    /// It changes nothing, or is bound by preconditions so that a repeat cannot do more than the first.
    case safe
    /// Only when the server said that it did nothing: 429 or 503 with `Retry-After`.
    case onlyIfRefused
  }

  /// Takes a 2xx body as it arrives, piece by piece; by throwing it ends the transfer.
  public typealias BodyStream = (HTTPHead, UnsafeRawBufferPointer) throws -> Void

  public var method: Method
  public var url: String
  public var headers: [HTTPHeader]
  public var body: [UInt8]?
  public var repeatability: Repeatability
  /// The most bytes that a body may have, counted after decoding.
  public var bodyLimit: Int
  /// nil: the body is collected and is part of the response.
  public var stream: BodyStream?
  /// Whether an answer is to be taken as it is, although its status is one after which requests are sent
  /// again. nil: the status decides.
  public var isFinal: ((HTTPResponse) -> Bool)?
  /// Whether the URL's query must not be shown: it may hold a secret.
  public var hidesQuery = false
  /// nil: as the client does with all its requests.
  public var retry: RetryPolicy?

  public init(
    _ method: Method, _ url: String, headers: [HTTPHeader] = [], body: [UInt8]? = nil,
    repeatability: Repeatability, bodyLimit: Int = 16 << 20, stream: BodyStream? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.repeatability = repeatability
    self.bodyLimit = bodyLimit
    self.stream = stream
  }
}

extension HTTPRequest {
  /// The URL as messages show it.
  var shownURL: String {
    guard hidesQuery, let query = url.firstIndex(of: "?") else { return url }
    return "\(url[..<query])?…"
  }

  /// What goes unencrypted to this machine, or to one on the same link, must not take the way over a proxy.
  var isPlainAndNear: Bool {
    HTTPURL(url).map { $0.scheme == "http" && ($0.isLoopback || $0.isLinkLocal) } ?? false
  }
}

/// A header of a request or of a response.
public struct HTTPHeader: Equatable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Whether a header's name may hold it (RFC 9110, section 5.6.2, `tchar`).
  public static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }

  /// A control byte would end the header and begin another.
  var isSendable: Bool { !name.hasControlByte && !value.hasControlByte }
}

extension HTTPRequest {
  /// A request that says what it has to say in JSON.
  ///
  /// - Parameter json: with finite numbers only.
  public init(
    _ method: Method, _ url: String, accept: String = "application/json", json: JSONValue?,
    repeatability: Repeatability
  ) {
    var headers = [HTTPHeader("Accept", accept)]
    if json != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
    self.init(method, url, headers: headers, body: json.map(Self.bytes), repeatability: repeatability)
  }

  /// A request that says it as a form does, and wants an answer in JSON.
  init(
    _ method: Method, _ url: String, form: [(name: String, value: String)], repeatability: Repeatability
  ) {
    self.init(
      method, url,
      headers: [
        HTTPHeader("Accept", "application/json"),
        HTTPHeader("Content-Type", "application/x-www-form-urlencoded"),
      ],
      body: Array(formEncoded(form).utf8), repeatability: repeatability)
  }

  private static func bytes(_ json: JSONValue) -> [UInt8] {
    guard let text = try? json.serialized() else {
      preconditionFailure("finite numbers can always be written as JSON")
    }
    return Array(text.utf8)
  }
}
