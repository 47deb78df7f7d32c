/// Random UIDs of version 4.
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

/// Random numbers that are the same for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}
