/// Finds wanted keys by their bytes, so that no text is made of the unwanted ones.
struct KeyMatcher: Sendable {
  let keys: [String]
  /// All keys' bytes, one behind the other, and where each ends: nothing in the loop is reference-counted.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  init(_ keys: [String]) {
    self.keys = keys
    for key in keys {
      bytes += Array(key.utf8)
      ends.append(bytes.count)
    }
  }

  func match(_ candidate: UnsafeRawBufferPointer) -> String? {
    bytes.withUnsafeBytes { bytes in
      var start = 0
      for (index, end) in ends.enumerated() {
        let key = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        if candidate.sameBytes(as: key) { return keys[index] }
        start = end
      }
      return nil
    }
  }
}
