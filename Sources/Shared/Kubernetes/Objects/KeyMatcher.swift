/// Finds wanted keys by their bytes, so that no text is made of the unwanted ones.
struct KeyMatcher: Sendable {
  private struct Key: Sendable {
    let text: String
    let bytes: [UInt8]
  }

  private let keys: [Key]

  init(_ keys: [String]) {
    self.keys = keys.map { Key(text: $0, bytes: Array($0.utf8)) }
  }

  var texts: [String] { keys.map(\.text) }

  func match(_ bytes: UnsafeRawBufferPointer) -> String? {
    for key in keys where key.bytes.count == bytes.count {
      if key.bytes.withUnsafeBytes({ bytes.sameBytes(as: $0) }) { return key.text }
    }
    return nil
  }
}
