/// A position in raw memory that each write advances.
struct Cursor {
  private(set) var position: UnsafeMutableRawPointer

  init(_ position: UnsafeMutableRawPointer) { self.position = position }

  mutating func byte(_ byte: UInt8) {
    position.storeBytes(of: byte, as: UInt8.self)
    position += 1
  }

  mutating func copy(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    position.copyMemory(from: start, byteCount: bytes.count)
    position += bytes.count
  }

  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { copy(UnsafeRawBufferPointer($0)) }
  }

  mutating func text(_ text: StaticString) {
    copy(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      byte(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    byte(UInt8(rest))
  }

  mutating func decimal(_ value: Int64) {
    let count = Decimal.size(value)
    var rest = value.magnitude
    for index in stride(from: count - 1, through: value < 0 ? 1 : 0, by: -1) {
      position.storeBytes(of: UInt8(ascii: "0") + UInt8(rest % 10), toByteOffset: index, as: UInt8.self)
      rest /= 10
    }
    if value < 0 { position.storeBytes(of: UInt8(ascii: "-"), as: UInt8.self) }
    position += count
  }

  mutating func timestamp(_ seconds: Int64) {
    Timestamp.write(seconds, to: position)
    position += Timestamp.length
  }
}

/// Protobuf's variable-length numbers.
enum Varint {
  static func size(_ value: UInt64) -> Int {
    value < 0x80 ? 1 : (64 - value.leadingZeroBitCount + 6) / 7
  }

  static func bytes(_ value: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }
}

enum Decimal {
  static func size(_ value: Int64) -> Int {
    var count = value < 0 ? 2 : 1
    var rest = value.magnitude
    while rest >= 10 {
      rest /= 10
      count += 1
    }
    return count
  }
}
