/// One request, before it is sent.
public struct HTTPRequest {
  public enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case delete = "DELETE"
  }

  /// Whether a failed request may be retried.
  public enum Repeatability: Sendable {
    /// It changes nothing, or preconditions keep a retry from doing more than the first attempt.
    case safe
    /// Only if the server says that it did nothing: 429 or 503 with `Retry-After`.
    case onlyIfRefused
  }

  /// Receives a 2xx body piece by piece as it arrives. Throwing ends the transfer.
  public typealias BodyStream = (HTTPHead, UnsafeRawBufferPointer) throws -> Void

  public var method: Method
  public var url: String
  public var headers: [HTTPHeader]
  public var body: [UInt8]?
  public var repeatability: Repeatability
  /// The most bytes that a body may have, after decoding.
  public var bodyLimit: Int
  /// nil: the body becomes part of the response.
  public var stream: BodyStream?
  /// Whether to accept an answer whose status would normally cause a retry. nil: the status decides.
  public var isFinal: ((HTTPResponse) -> Bool)?
  /// The URL for messages, if a part of it may hold a secret.
  public var urlForMessages: String?
  /// nil: the client's policy.
  public var retry: RetryPolicy?
  /// How long a body may be silent once the answer has begun; nil: as long as the client waits for a first byte.
  public var silenceLimit: Duration?

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
  /// The URL for messages.
  var shownURL: String { urlForMessages ?? url }

  /// Keeps the URL's query, which may hold a secret, out of messages.
  mutating func hideQuery() {
    if let query = url.firstIndex(of: "?") { urlForMessages = "\(url[..<query])?…" }
  }

  /// Whether it goes unencrypted to this machine or the local link, and so must not go through a proxy.
  var isPlainAndNear: Bool {
    HTTPURL(url).map { $0.scheme == "http" && ($0.isLoopback || $0.isLinkLocal) } ?? false
  }
}

/// A header of a request or response.
public struct HTTPHeader: Equatable, Sendable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Whether a header's name may contain it (RFC 9110, section 5.6.2, `tchar`).
  public static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }

  /// False if it has a control byte, which could end the header and begin another.
  var isSendable: Bool { !name.hasControlByte && !value.hasControlByte }
}

extension HTTPRequest {
  /// A request with a JSON body.
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

  /// A request with a form body that expects a JSON answer.
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
