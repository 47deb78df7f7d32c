/// Kubernetes' answer when there is no object to return, usually an error.
public struct Status: Equatable, Sendable, CustomStringConvertible {
  /// One word for programs: `NotFound`, `Conflict`, `Expired`.
  public var reason: String?
  /// The HTTP status.
  public var code: Int?
  /// For people. If the body was not a `Status`, its beginning.
  public var message: String?
  /// `details.causes`
  public var causes: [Cause] = []
  /// The object that it is about, as far as `details` says.
  public var subject = Subject()
  /// Whether the body was a web page instead.
  public var isWebPage = false

  /// The object's identity in `details`; nil for what it omits.
  public struct Subject: Equatable, Sendable {
    public var name: String?
    /// `pods`, or `Pod` in a conflict.
    public var kind: String?
    public var uid: String?

    public init(name: String? = nil, kind: String? = nil, uid: String? = nil) {
      self.name = name
      self.kind = kind
      self.uid = uid
    }
  }

  /// One of the causes of an error.
  public struct Cause: Equatable, Sendable {
    /// One word for programs: `DisruptionBudget`.
    public var reason: String?
    /// For people.
    public var message: String?

    public init(reason: String? = nil, message: String? = nil) {
      self.reason = reason
      self.message = message
    }
  }

  public init(reason: String? = nil, code: Int? = nil, message: String? = nil) {
    self.reason = reason
    self.code = code
    self.message = message
  }

  public var description: String {
    let parts = [code.map { "\($0)" }, reason].compactMap { $0 }
    let head = parts.isEmpty ? "no reason given" : parts.joined(separator: " ")
    return message.map { "\(head): \($0)" } ?? head
  }
}

extension Status {
  /// Reads the body of any error: a `Status` in either encoding, or a proxy's text, of which it keeps at most 2,048
  /// bytes without control characters. What cannot be read stays nil.
  ///
  /// Messages are cut at the same length, because each refused pod keeps its own.
  public init(body: UnsafeRawBufferPointer, contentType: String?) {
    self.init(whole: body, contentType: contentType)
    guard let message, message.utf8.count > printableLimit else { return }
    let hidden = Secrets.hide(in: message).unicodeScalars
    self.message = "\(String.UnicodeScalarView(hidden.prefix(printableLimit)))…"
  }

  private init(whole body: UnsafeRawBufferPointer, contentType: String?) {
    switch ReplyEncoding(contentType: contentType) {
    case .protobuf:
      if let raw = try? ProtobufEnvelope(body), raw.kind == "Status", let status = raw.raw {
        self.init(protobuf: status)
        return
      }
    case .json, nil:
      if let value = try? JSONValue(parsing: body), case .object = value {
        self.init(json: JSONCursor(value))
        if self != Status() { return }
      }
    }
    self.init(message: printable(body))
    isWebPage = WebPage.isOne(contentType: contentType, body: body)
  }

  /// Reads a complete JSON `Status`. Members of the wrong type count as missing.
  init(json: JSONCursor) {
    reason = try? json["reason"].optionalString()
    code = (try? json["code"].optionalInteger()).flatMap { Int(exactly: $0) }
    message = try? json["message"].optionalString()
    let details = json["details"]
    subject.name = try? details["name"].nonEmptyString()
    subject.kind = try? details["kind"].nonEmptyString()
    subject.uid = try? details["uid"].nonEmptyString()
    let all = (try? details["causes"].elements()) ?? []
    causes = all.map {
      Cause(reason: try? $0["reason"].optionalString(), message: try? $0["message"].optionalString())
    }
    .filter { $0 != Cause() }
  }

  /// Reads a protobuf `Status` as far as possible.
  init(protobuf: UnsafeRawBufferPointer) {
    self.init()
    try? read(protobuf)
  }

  private mutating func read(_ status: UnsafeRawBufferPointer) throws(ProtobufError) {
    var reader = ProtobufReader(status)
    while let field = try reader.next() {
      switch field.number {
      case 3: message = try field.optionalString()
      case 4: reason = try field.optionalString()
      case 5: try readDetails(field.message())
      case 6: code = try field.nonZero()
      default: break
      }
    }
  }

  private mutating func readDetails(_ details: ProtobufReader) throws(ProtobufError) {
    var reader = details
    while let field = try reader.next() {
      switch field.number {
      case 1: subject.name = try field.optionalString()
      case 3: subject.kind = try field.optionalString()
      case 4:
        let cause = try Self.cause(field.message())
        if cause != Cause() { causes.append(cause) }
      case 6: subject.uid = try field.optionalString()
      default: break
      }
    }
  }

  private static func cause(_ message: ProtobufReader) throws(ProtobufError) -> Cause {
    var cause = Cause()
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 1: cause.reason = try field.optionalString()
      case 2: cause.message = try field.optionalString()
      default: break
      }
    }
    return cause
  }
}

extension ProtobufField {
  /// nil for 0, which the API server writes for an unset number in protobuf and omits in JSON.
  fileprivate func nonZero() throws(ProtobufError) -> Int? {
    let number = try integer()
    return number == 0 ? nil : Int(number)
  }
}
