import Shared

/// A pod's UID in 16 bytes: those of the UUID, or a digest of any other text.
struct PodID: Hashable, Comparable, Sendable {
  let high: UInt64
  let low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// - Returns: also whether it is a digest, from which the text cannot be told.
  static func of(_ uid: some StringProtocol) -> (id: PodID, isDigest: Bool) {
    if let id = PodID(uuid: uid.utf8) { return (id, false) }
    var (one, other) = (Digest(), Digest(seed: 1))
    one.add(String(uid))
    other.add(String(uid))
    return (PodID(high: one.value, low: other.value), true)
  }

  /// - Parameter uid: in UTF-8.
  static func of(_ uid: UnsafeRawBufferPointer) -> (id: PodID, isDigest: Bool) {
    if let id = PodID(uuid: uid) { return (id, false) }
    return of(String(decoding: uid, as: UTF8.self))
  }

  /// Reads 36 lowercase characters, as Kubernetes writes them; nil for anything else.
  init?(uuid text: some Collection<UInt8>) {
    guard text.count == 36 else { return nil }
    var (high, low): (UInt64, UInt64) = (0, 0)
    var place = -1
    for byte in text {
      place += 1
      if place == 8 || place == 13 || place == 18 || place == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      default: return nil
      }
      high = high << 4 | low >> 60
      low = low << 4 | UInt64(digit)
    }
    self.init(high: high, low: low)
  }

  /// The UUID.
  var uuid: String {
    let digits = Self.hexadecimal(high) + Self.hexadecimal(low)
    var text = ""
    for (place, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(place) { text.append("-") }
      text.append(digit)
    }
    return text
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  static func < (one: PodID, other: PodID) -> Bool {
    one.high == other.high ? one.low < other.low : one.high < other.high
  }
}

/// FNV-1a, 64 bits: tells whether something has changed, the same way in every process.
struct Digest: Sendable {
  private(set) var value: UInt64

  init(seed: UInt64 = 0) { value = 0xcbf2_9ce4_8422_2325 ^ seed &* 0x9e37_79b9_7f4a_7c15 }

  mutating func add(byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }

  /// Mixes in eight bytes at once.
  mutating func add(word: UInt64) {
    value = (value ^ word) &* 0x100_0000_01b3
    value ^= value >> 29
  }

  /// Ends in a byte that no text has, so that "ab", "c" is not "a", "bc".
  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte: byte) }
    add(byte: 0xff)
  }

  mutating func add(_ number: Int64) {
    for shift in stride(from: 0, to: 64, by: 8) { add(byte: UInt8(truncatingIfNeeded: number >> shift)) }
  }

  mutating func add(_ number: Int64?) {
    add(byte: number == nil ? 0 : 1)
    if let number { add(number) }
  }

  mutating func add(_ text: String?) {
    add(byte: text == nil ? 0 : 1)
    if let text { add(text) }
  }

  /// All bits of the value in a few.
  func folded(to bits: UInt64) -> UInt64 {
    (value ^ value >> 32) & ((1 << bits) - 1)
  }
}
