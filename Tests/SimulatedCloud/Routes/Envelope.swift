/// The envelope of every protobuf response: four bytes and an `Unknown` message.
enum Envelope {
  static func wrap(_ message: [UInt8], apiVersion: String, kind: String) -> [UInt8] {
    head(length: message.count, apiVersion: apiVersion, kind: kind) + message + tail
  }

  /// The bytes before a message of the given length.
  static func head(length: Int, apiVersion: String, kind: String) -> [UInt8] {
    let type = field(1, apiVersion) + field(2, kind)
    return Array("k8s\0".utf8) + [0x0a] + Varint.bytes(UInt64(type.count)) + type
      + [0x12] + Varint.bytes(UInt64(length))
  }

  /// `contentEncoding` and `contentType`, both empty.
  static let tail: [UInt8] = [0x1a, 0, 0x22, 0]

  private static func field(_ number: UInt8, _ text: String) -> [UInt8] {
    [number << 3 | 2] + Varint.bytes(UInt64(text.utf8.count)) + Array(text.utf8)
  }
}
