/// Random version 4 UIDs.
enum RandomUID {
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    return make(&generator)
  }

  static func make(_ generator: inout some RandomNumberGenerator) -> String {
    var high: UInt64 = generator.next()
    var low: UInt64 = generator.next()
    high = high & ~0xf000 | 0x4000
    low = low & ~(3 << 62) | 2 << 62
    return String(unsafeUninitializedCapacity: 36) { text in
      var index = 0
      for position in stride(from: 124, through: 0, by: -4) {
        if [8, 13, 18, 23].contains(index) {
          text[index] = UInt8(ascii: "-")
          index += 1
        }
        let digit = UInt8((position >= 64 ? high >> UInt64(position - 64) : low >> UInt64(position)) & 15)
        text[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        index += 1
      }
      return index
    }
  }
}
