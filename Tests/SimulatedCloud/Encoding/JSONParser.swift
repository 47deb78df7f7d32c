/// Reads JSON text into a `JSONValue`.
struct JSONParser {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let bytes: [UInt8]
  private var position = 0

  static func parse(_ text: String) throws -> JSONValue { try parse(Array(text.utf8)) }

  static func parse(_ bytes: [UInt8]) throws -> JSONValue {
    var parser = JSONParser(bytes: bytes)
    let value = try parser.value()
    parser.skipSpace()
    guard parser.position == bytes.count else { throw parser.failure("something follows the value") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func failure(_ what: String) -> Failure { Failure(description: "\(what) at byte \(position)") }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func value() throws -> JSONValue {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw failure("unknown word") }
    position += word.utf8.count
    return value
  }

  private mutating func number() throws -> JSONValue {
    let start = position
    while let byte = next, "+-.eE0123456789".utf8.contains(byte) { position += 1 }
    guard position > start else { throw failure("no value") }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func object() throws -> JSONValue {
    var members: [JSONMember] = []
    guard take("{") else { throw failure("no object") }
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      let key = try string()
      guard take(":") else { throw failure("no colon") }
      members.append(JSONMember(key, try value()))
    } while take(",")
    guard take("}") else { throw failure("an object has no end") }
    return .object(members)
  }

  private mutating func array() throws -> JSONValue {
    var elements: [JSONValue] = []
    guard take("[") else { throw failure("no array") }
    if take("]") { return .array([]) }
    repeat { elements.append(try value()) } while take(",")
    guard take("]") else { throw failure("an array has no end") }
    return .array(elements)
  }

  private mutating func string() throws -> String {
    guard take("\"") else { throw failure("no string") }
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
    }
    throw failure("a string has no end")
  }

  private mutating func escape(into text: inout [UInt8]) throws {
    guard let byte = next else { throw failure("a string has no end") }
    position += 1
    switch Unicode.Scalar(byte) {
    case "n": text.append(0x0a)
    case "r": text.append(0x0d)
    case "t": text.append(0x09)
    case "b": text.append(0x08)
    case "f": text.append(0x0c)
    case "u": text.append(contentsOf: String(try unicode()).utf8)
    default: text.append(byte)
    }
  }

  private mutating func unicode() throws -> Character {
    var unit = try hexadecimal()
    if (0xd800..<0xdc00).contains(unit), bytes[position...].starts(with: "\\u".utf8) {
      position += 2
      unit = 0x10000 + ((unit - 0xd800) << 10) + (try hexadecimal() &- 0xdc00)
    }
    return Character(Unicode.Scalar(unit) ?? "\u{fffd}")
  }

  private mutating func hexadecimal() throws -> UInt32 {
    guard position + 4 <= bytes.count,
      let unit = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw failure("a bad \\u escape") }
    position += 4
    return unit
  }
}
