/// Why bytes are not protobuf, or not the message they should be.
enum ProtobufError: Error, Equatable, CustomStringConvertible {
  /// A field reaches beyond the end.
  case truncated
  /// A number of more than 64 bits, or a length that no memory holds.
  case overlongNumber
  /// A field number of 0, or of more than 29 bits.
  case fieldNumber
  /// A wire type that is not used (6, 7) or has been given up (3, 4).
  case wireType(UInt8)
  /// A known field of another wire type than it should have.
  case mismatch(field: UInt32)

  var description: String {
    switch self {
    case .truncated: "not protobuf: a field reaches beyond the end"
    case .overlongNumber: "not protobuf: a number is too large"
    case .fieldNumber: "not protobuf: a field number is out of range"
    case .wireType(let type): "not protobuf: wire type \(type)"
    case .mismatch(let field): "protobuf field \(field) is of another type than it should be"
    }
  }
}
