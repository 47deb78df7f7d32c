/// What Kubernetes wraps every protobuf message in: the bytes `k8s\0` and an `Unknown`.
struct ProtobufEnvelope {
  static let magic: [UInt8] = [0x6b, 0x38, 0x73, 0x00]

  var apiVersion = ""
  var kind = ""
  /// The message itself.
  var raw: UnsafeRawBufferPointer?

  /// Opens a whole reply. Its bytes must outlive the envelope.
  init(_ reply: UnsafeRawBufferPointer) throws(ProtobufError) {
    guard reply.starts(with: Self.magic) else { throw .truncated }
    var reader = ProtobufReader(UnsafeRawBufferPointer(rebasing: reply[Self.magic.count...]))
    while let field = try reader.next() {
      switch field.number {
      case 1: (apiVersion, kind) = try Self.typeMeta(field.bytes())
      case 2: raw = try field.bytes()
      case 3: guard try field.bytes().isEmpty else { throw .mismatch(field: 3) }
      default: break
      }
    }
  }

  static func typeMeta(
    _ bytes: UnsafeRawBufferPointer
  ) throws(ProtobufError) -> (apiVersion: String, kind: String) {
    var (apiVersion, kind) = ("", "")
    var reader = ProtobufReader(bytes)
    while let field = try reader.next() {
      switch field.number {
      case 1: apiVersion = try field.string()
      case 2: kind = try field.string()
      default: break
      }
    }
    return (apiVersion, kind)
  }
}
