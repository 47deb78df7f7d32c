/// The body of a 2xx to a delete or an eviction: what it is about, and the pod if it shows it whole.
struct RemovalBody {
  /// The pod; nil if the answer shows only its metadata, or cannot be understood as a pod.
  private(set) var pod: RemovedPod?
  /// Why it does not confirm the removal; nil if it does, by showing that pod, or by a successful `Status` that is not
  /// about another. A proxy that blocks all requests may also answer 200.
  private(set) var problem: ReplyError?

  /// - Parameters:
  ///   - uid: the UID of the pod to remove.
  ///   - showsPod: whether it may show the whole pod.
  init(_ body: [UInt8], contentType: String?, uid: String, showsPod: Bool) {
    do {
      switch ReplyEncoding(contentType: contentType) {
      case .protobuf: try body.withUnsafeBytes { try read(protobuf: $0, uid, showsPod) }
      case .json, nil: try read(JSONCursor(JSONValue(parsing: body)), uid, showsPod)
      }
    } catch { problem = .malformed("\(error)") }
  }

  private mutating func read(_ json: JSONCursor, _ uid: String, _ showsPod: Bool) throws {
    let kind = try json["kind"].string()
    switch kind {
    case "Pod", "PartialObjectMetadata":
      let place = json["metadata"]["uid"]
      guard try place.string() == uid else { throw place.error(Self.isAnother) }
      if showsPod { pod = try? RemovedPod(json: json) }
    case "Status": try read(Status(json: json), isSuccess: json["status"].string() == "Success", uid)
    default: problem = .unexpectedKind(kind, expected: Self.kinds)
    }
  }

  private mutating func read(protobuf body: UnsafeRawBufferPointer, _ uid: String, _ showsPod: Bool) throws {
    let envelope = try ProtobufEnvelope(body)
    guard let raw = envelope.raw else { throw ProtobufError.truncated }
    switch envelope.kind {
    case "Pod", "PartialObjectMetadata":
      guard try Self.uid(raw) == uid else { throw ItemError(path: "metadata.uid", problem: Self.isAnother) }
      if showsPod, envelope.kind == "Pod" { pod = try? RemovedPod(protobuf: raw) }
    case "Status": try read(Status(protobuf: raw), isSuccess: Self.isSuccess(raw), uid)
    default: problem = .unexpectedKind(envelope.kind, expected: Self.kinds)
    }
  }

  private mutating func read(_ status: Status, isSuccess: Bool, _ uid: String) throws {
    guard isSuccess, (status.code ?? 0) < 400 else {
      problem = .status(status)
      return
    }
    guard status.subject.uid ?? uid == uid else {
      throw ItemError(path: "details.uid", problem: Self.isAnother)
    }
  }

  private static let kinds = PodDecoder.kinds + ["Status"]
  private static let isAnother = "it is another pod's"

  /// `metadata.uid`
  private static func uid(_ object: UnsafeRawBufferPointer) throws(ProtobufError) -> String? {
    var uid: String?
    var reader = ProtobufReader(object)
    while let field = try reader.next() {
      guard field.number == 1 else { continue }
      var metadata = try field.message()
      while let field = try metadata.next() { if field.number == 5 { uid = try field.string() } }
    }
    return uid
  }

  /// Whether a `Status` says so in its field `status`.
  private static func isSuccess(_ status: UnsafeRawBufferPointer) throws(ProtobufError) -> Bool {
    var isSuccess = false
    var reader = ProtobufReader(status)
    while let field = try reader.next() {
      if field.number == 2 { isSuccess = try field.bytes().elementsEqual("Success".utf8) }
    }
    return isSuccess
  }
}
