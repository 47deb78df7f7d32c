import NIOCore

/// A list's bytes, rendered chunk by chunk while they are sent.
struct ListBody: Sendable {
  private static let chunkSize = 256 * 1024
  private let objects: [StoredObject]
  private let rendering: Rendering
  private let head: [UInt8]
  private let tail: [UInt8]
  /// The length, which is known in advance unless the list is indented.
  let size: Int
  private var position = 0
  private var started = false
  private var ended = false

  /// The format of the list's items.
  struct Rendering: Sendable {
    var protobuf: Bool
    var metadata: Bool

    func template(_ object: StoredObject) -> Template {
      let encodings = object.shape.encodings
      return switch (protobuf, metadata) {
      case (false, false): encodings.json
      case (false, true): encodings.metadataJSON
      case (true, false): encodings.protobuf
      case (true, true): encodings.metadataProtobuf
      }
    }

    static let partial: StaticString = #"{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","#

    func size(_ object: StoredObject) -> Int {
      let size = template(object).size(of: object)
      if protobuf { return 1 + Varint.size(UInt64(size)) + size }
      return (metadata ? Self.partial.utf8CodeUnitCount : 1) + size + 1
    }

    func render(_ object: StoredObject, to cursor: inout Cursor) {
      let template = template(object)
      if protobuf {
        cursor.byte(0x12)
        cursor.varint(UInt64(template.size(of: object)))
        return template.render(object, to: &cursor)
      }
      if metadata { cursor.text(Self.partial) } else { cursor.byte(UInt8(ascii: "{")) }
      template.render(object, to: &cursor)
      cursor.byte(UInt8(ascii: "}"))
    }
  }

  init(_ objects: [StoredObject], of resource: Resource, metadata: JSONValue, rendering: Rendering) {
    self.objects = objects
    self.rendering = rendering
    let items = objects.reduce(0) { $0 + rendering.size($1) }
    let apiVersion = rendering.metadata ? "meta.k8s.io/v1" : resource.apiVersion
    let kind = rendering.metadata ? "PartialObjectMetadataList" : resource.kind + "List"
    if rendering.protobuf {
      let listMeta = ProtobufEncoding.encode(metadata, as: .listMeta).bytes
      let prefix = [0x0a] + Varint.bytes(UInt64(listMeta.count)) + listMeta
      head = Envelope.head(length: prefix.count + items, apiVersion: apiVersion, kind: kind) + prefix
      tail = Envelope.tail
      size = head.count + items + tail.count
    } else {
      let text = JSONText.string(metadata)
      head = Array(#"{"kind":"\#(kind)","apiVersion":"\#(apiVersion)","metadata":\#(text),"items":["#.utf8)
      tail = Array("]}\n".utf8)
      size = head.count + items + max(0, objects.count - 1) + tail.count
    }
  }

  var isJSON: Bool { !rendering.protobuf }

  /// The next piece, `nil` after the last.
  mutating func next() -> ByteBuffer? {
    guard !ended else { return nil }
    var sizes = started ? 0 : head.count
    var end = position
    while end < objects.count, sizes < Self.chunkSize {
      sizes += rendering.size(objects[end]) + 1
      end += 1
    }
    if end == objects.count { sizes += tail.count }
    var buffer = ByteBufferAllocator().buffer(capacity: sizes)
    buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: sizes) { render(to: $0, until: end) }
    return buffer
  }

  private mutating func render(to memory: UnsafeMutableRawBufferPointer, until end: Int) -> Int {
    let start = memory.baseAddress!
    var cursor = Cursor(start)
    if !started { head.withUnsafeBytes { cursor.copy($0) } }
    started = true
    while position < end {
      if position > 0, !rendering.protobuf { cursor.byte(UInt8(ascii: ",")) }
      rendering.render(objects[position], to: &cursor)
      position += 1
    }
    if end == objects.count {
      tail.withUnsafeBytes { cursor.copy($0) }
      ended = true
    }
    return cursor.position - start
  }
}
