/// A reply's encoding.
public enum ReplyEncoding: Sendable {
  case json
  case protobuf

  /// Reads a reply's `Content-Type`; nil if it is missing or neither of the two.
  public init?(contentType: String?) {
    let type = contentType?.split(separator: ";", omittingEmptySubsequences: false).first ?? ""
    switch type.lowercased().filter({ !$0.isWhitespace }) {
    case "application/json": self = .json
    case "application/vnd.kubernetes.protobuf": self = .protobuf
    default: return nil
    }
  }
}

/// The wrapper of every Kubernetes protobuf message: the bytes `k8s\0` and an `Unknown`.
struct ProtobufEnvelope {
  static let magic: [UInt8] = [0x6b, 0x38, 0x73, 0x00]

  var kind = ""
  /// The message itself.
  var raw: UnsafeRawBufferPointer?

  /// Opens a complete reply. Its bytes must outlive the envelope.
  init(_ reply: UnsafeRawBufferPointer) throws(ProtobufError) {
    guard reply.starts(with: Self.magic) else { throw .truncated }
    var reader = ProtobufReader(UnsafeRawBufferPointer(rebasing: reply[Self.magic.count...]))
    while let field = try reader.next() {
      switch field.number {
      case 1: kind = try Self.kind(typeMeta: field.bytes())
      case 2: raw = try field.bytes()
      case 3: guard try field.bytes().isEmpty else { throw .mismatch(field: 3) }
      default: break
      }
    }
  }

  static func kind(typeMeta: UnsafeRawBufferPointer) throws(ProtobufError) -> String {
    var kind = ""
    var reader = ProtobufReader(typeMeta)
    while let field = try reader.next() {
      if field.number == 2 { kind = try field.string() }
    }
    return kind
  }
}
