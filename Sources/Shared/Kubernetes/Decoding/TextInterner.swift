/// Gives the same text again as long as the same bytes come: namespaces of a sorted list.
struct TextInterner {
  private var bytes: [UInt8] = []
  private var text = ""

  mutating func text(_ next: UnsafeRawBufferPointer) -> String {
    if !bytes.withUnsafeBytes({ next.sameBytes(as: $0) }) {
      bytes = Array(next)
      text = String(decoding: next, as: UTF8.self)
    }
    return text
  }
}
