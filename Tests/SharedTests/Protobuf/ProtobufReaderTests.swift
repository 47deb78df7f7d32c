import Testing

@testable import Shared

@Suite(.timeLimit(.minutes(15)))
struct ProtobufReaderTests {
  /// All fields of a message, each with its number and its payload or varint.
  private func fields(_ bytes: [UInt8]) throws -> [Field] {
    try bytes.withUnsafeBytes { buffer in
      var reader = ProtobufReader(buffer)
      var fields: [Field] = []
      while let field = try reader.next() {
        fields.append(Field(number: field.number, varint: field.varint, payload: Array(field.payload)))
      }
      return fields
    }
  }

  private struct Field: Equatable {
    var number: UInt32
    var varint: UInt64 = 0
    var payload: [UInt8] = []
  }

  @Test(
    "Varints of every length are read", arguments: [0, 1, 127, 128, 300, 1 << 32, -1, .max, .min] as [Int64])
  func numbers(number: Int64) throws {
    let bytes = ProtobufBytes.number(6, number).bytes
    #expect(try fields(bytes) == [Field(number: 6, varint: UInt64(bitPattern: number))])
    try bytes.withUnsafeBytes {
      var reader = ProtobufReader($0)
      let field = try #require(try reader.next())
      #expect(try field.integer() == number)
      #expect(try field.bool() == (number != 0))
    }
  }

  @Test("All four wire types in use are read")
  func wireTypes() throws {
    let bytes: [UInt8] =
      [0x08, 0x05] + [0x11, 1, 2, 3, 4, 5, 6, 7, 8] + [0x1a, 2, 0x61, 0x62] + [0x25, 1, 2, 3, 4]
    let read = try fields(bytes)
    #expect(read.map(\.number) == [1, 2, 3, 4])
    #expect(read.map(\.payload.count) == [0, 8, 2, 4])
  }

  @Test("The largest field number is read")
  func largestNumber() throws {
    #expect(try fields(ProtobufBytes.number((1 << 29) - 1, 0).bytes).map(\.number) == [(1 << 29) - 1])
  }

  static let malformed: [([UInt8], ProtobufError)] = [
    ([0x08], .truncated),
    ([0x08, 0x80], .truncated),
    ([0x88], .truncated),
    ([0x0a, 0x02, 0x61], .truncated),
    ([0x0a, 0x80], .truncated),
    ([0x09, 1, 2, 3, 4, 5, 6, 7], .truncated),
    ([0x0d, 1, 2, 3], .truncated),
    ([0x0a] + ProtobufBytes.varint(UInt64(Int64.max)), .overlongNumber),
    ([0x0a] + ProtobufBytes.varint(UInt64.max), .overlongNumber),
    ([0x08] + [UInt8](repeating: 0xff, count: 9) + [0x02], .overlongNumber),
    ([0x08] + [UInt8](repeating: 0xff, count: 10) + [0x01], .overlongNumber),
    ([0x08] + [UInt8](repeating: 0x80, count: 30), .overlongNumber),
    ([0x00, 0x00], .fieldNumber),
    ([0x02, 0x00], .fieldNumber),
    (ProtobufBytes.number(1 << 29, 0).bytes, .fieldNumber),
    ([0x0b], .wireType(3)), ([0x0c], .wireType(4)), ([0x0e], .wireType(6)), ([0x0f], .wireType(7)),
  ]

  @Test("Malformed bytes are errors", arguments: malformed)
  func malformedBytes(bytes: [UInt8], error: ProtobufError) {
    #expect(throws: error) { try fields(bytes) }
  }

  @Test("A length that would overflow is an error anywhere")
  func overflowingLength() {
    let bytes = ProtobufBytes.text(1, "a").bytes + [0x12] + ProtobufBytes.varint(1 << 46)
    #expect(throws: ProtobufError.truncated) { try fields(bytes) }
  }

  @Test("A field of an unexpected type is an error")
  func mismatch() throws {
    try ProtobufBytes.number(3, 1).bytes.withUnsafeBytes {
      var reader = ProtobufReader($0)
      let field = try #require(try reader.next())
      #expect(throws: ProtobufError.mismatch(field: 3)) { try field.string() }
      #expect(throws: ProtobufError.mismatch(field: 3)) { _ = try field.message() }
    }
    try ProtobufBytes.text(3, "1").bytes.withUnsafeBytes {
      var reader = ProtobufReader($0)
      let field = try #require(try reader.next())
      #expect(throws: ProtobufError.mismatch(field: 3)) { try field.integer() }
    }
  }

  @Test("Invalid UTF-8 is repaired")
  func invalidText() throws {
    try ProtobufBytes.bytes(1, [0x61, 0xff, 0xc3]).bytes.withUnsafeBytes {
      var reader = ProtobufReader($0)
      let text = try reader.next()?.string()
      #expect(text == "a\u{FFFD}\u{FFFD}")
    }
  }
}
