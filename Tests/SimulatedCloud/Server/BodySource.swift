import NIOCore

/// A body's bytes, piece by piece.
struct BodySource {
  private enum Rest {
    case bytes([UInt8]?)
    case list(ListBody)
    case repeated([UInt8], times: Int)
    case events(AsyncStream<[UInt8]>.AsyncIterator)
  }

  private var rest: Rest
  private var beginning: [UInt8]?
  private var printer: PrettyPrinter?

  init(_ body: Answer.Body, indented: Bool) {
    switch body {
    case .bytes(let bytes): rest = .bytes(bytes)
    case .list(let list):
      rest = .list(list)
      printer = indented && list.isJSON ? PrettyPrinter() : nil
    case .repeated(let piece, let times, let first):
      rest = .repeated(piece, times: times)
      beginning = first
    case .events(let events): rest = .events(events.makeAsyncIterator())
    }
  }

  mutating func next() async -> ByteBuffer? {
    if let beginning {
      self.beginning = nil
      return ByteBuffer(bytes: beginning)
    }
    switch rest {
    case .bytes(let bytes):
      rest = .bytes(nil)
      return bytes.map(ByteBuffer.init(bytes:))
    case .list(var list):
      let chunk = list.next()
      rest = .list(list)
      return chunk.map { indent($0) }
    case .repeated(let piece, let times):
      rest = .repeated(piece, times: times - 1)
      return times > 0 ? ByteBuffer(bytes: piece) : nil
    case .events(var events):
      let event = await events.next()
      rest = .events(events)
      return event.map(ByteBuffer.init(bytes:))
    }
  }

  private mutating func indent(_ chunk: ByteBuffer) -> ByteBuffer {
    guard let bytes = printer?.feed(chunk.readableBytesView) else { return chunk }
    return ByteBuffer(bytes: bytes)
  }
}
