/// A change that a watch reports.
public enum WatchEvent: Equatable, Sendable {
  /// The object was created or changed, or it began to match the watch's selectors.
  case changed(WatchedObject)
  /// The object is gone, or it no longer matches the watch's selectors.
  case deleted(WatchedObject)
  /// All changes up to this version have been reported.
  case bookmark(resourceVersion: String)

  /// The version to continue from after this event.
  public var resourceVersion: String {
    switch self {
    case .changed(let object), .deleted(let object): object.resourceVersion
    case .bookmark(let version): version
    }
  }
}

/// Which object changed, and its version after the change.
public struct WatchedObject: Equatable, Sendable {
  /// Empty for an object of the cluster.
  public var namespace = ""
  public var name = ""
  public var uid = ""
  public var resourceVersion = ""

  public init(namespace: String = "", name: String = "", uid: String = "", resourceVersion: String = "") {
    self.namespace = namespace
    self.name = name
    self.uid = uid
    self.resourceVersion = resourceVersion
  }
}

extension WatchEvent {
  /// - Throws: `ReplyError` if this is not an event, and its `status` if it reports an error.
  init(json text: UnsafeRawBufferPointer) throws {
    do {
      let event = JSONCursor(try JSONValue(parsing: text))
      let (type, object) = (try event["type"].string(), event["object"])
      if type == "ERROR" { throw ReplyError.status(Status(json: object)) }
      try self.init(
        type: type, kind: try object["kind"].string(), object: WatchedObject(json: object["metadata"]))
    } catch let error as JSONError { throw ReplyError.malformed("an event: \(error)") }
  }

  /// Reads a `WatchEvent` of `k8s.io/apimachinery/pkg/apis/meta/v1`, whose object has an envelope of its own.
  ///
  /// - Throws: as `init(json:)`.
  init(protobuf message: UnsafeRawBufferPointer) throws {
    do {
      var (type, object) = ("", UnsafeRawBufferPointer(start: nil, count: 0))
      var reader = ProtobufReader(message)
      while let field = try reader.next() {
        switch field.number {
        case 1: type = try field.string()
        case 2: object = try Self.raw(field.message())
        default: break
        }
      }
      let envelope = try ProtobufEnvelope(object)
      let raw = envelope.raw ?? UnsafeRawBufferPointer(start: nil, count: 0)
      if type == "ERROR" { throw ReplyError.status(Status(protobuf: raw)) }
      try self.init(type: type, kind: envelope.kind, object: WatchedObject(protobuf: raw))
    } catch let error as ProtobufError { throw ReplyError.malformed("an event: \(error)") }
  }

  /// The bytes of a `RawExtension`.
  private static func raw(_ message: ProtobufReader) throws(ProtobufError) -> UnsafeRawBufferPointer {
    var (reader, raw) = (message, UnsafeRawBufferPointer(start: nil, count: 0))
    while let field = try reader.next() {
      if field.number == 1 { raw = try field.bytes() }
    }
    return raw
  }

  private init(type: String, kind: String, object: WatchedObject) throws {
    guard PodDecoder.kinds.contains(kind) else {
      throw ReplyError.unexpectedKind(kind, expected: PodDecoder.kinds)
    }
    guard !object.resourceVersion.isEmpty else {
      throw ReplyError.malformed("an event: its object has no resourceVersion")
    }
    switch type {
    case "BOOKMARK":
      self = .bookmark(resourceVersion: object.resourceVersion)
      return
    case "ADDED", "MODIFIED": self = .changed(object)
    case "DELETED": self = .deleted(object)
    default: throw ReplyError.malformed("an event: its type is \"\(type.beginning(100))\"")
    }
    guard !object.name.isEmpty, !object.uid.isEmpty else {
      throw ReplyError.malformed("an event: its object has no name or no uid")
    }
  }
}

extension WatchedObject {
  fileprivate init(json metadata: JSONCursor) throws(JSONError) {
    namespace = try metadata["namespace"].optionalString() ?? ""
    name = try metadata["name"].optionalString() ?? ""
    uid = try metadata["uid"].optionalString() ?? ""
    resourceVersion = try metadata["resourceVersion"].optionalString() ?? ""
  }

  /// Reads the `ObjectMeta` in field 1, where every object has it.
  fileprivate init(protobuf object: UnsafeRawBufferPointer) throws(ProtobufError) {
    var reader = ProtobufReader(object)
    while let field = try reader.next() {
      guard field.number == 1 else { continue }
      var metadata = try field.message()
      while let field = try metadata.next() {
        switch field.number {
        case 1: name = try field.string()
        case 3: namespace = try field.string()
        case 5: uid = try field.string()
        case 6: resourceVersion = try field.string()
        default: break
        }
      }
    }
  }
}
