/// Bodies that are too large.
extension FaultAction.Bomb {
  /// The approximate number of bytes when unpacked.
  func answer(bytes: Int) -> Answer {
    switch self {
    case .chunked:
      let piece = [UInt8](repeating: UInt8(ascii: " "), count: 64 * 1024)
      return Answer(
        contentType: "application/json",
        body: .repeated(piece, times: max(1, bytes / piece.count), after: [UInt8(ascii: "{")]))
    case .gzip:
      let piece = Array(repeatElement(Self.period, count: 1000).joined())
      return Answer(
        contentType: "application/json",
        body: .repeated(piece, times: max(1, bytes / (1000 * 8 * 258)), after: Self.head),
        headers: [("Content-Encoding", "gzip")])
    }
  }

  /// Deflate with fixed codes: one zero byte, then "repeat it 258 times", which takes 13 bits.
  private static let deflated: [UInt8] = {
    let blockStart = "110", zeroByte = "00110000", repeat258 = "11000101" + "00000"
    let bits = Array(blockStart + zeroByte + String(repeating: repeat258, count: 16))
    return stride(from: 0, to: 15 * 8, by: 8).map { start in
      (0..<8).reduce(0) { $0 | (bits[start + $1] == "1" ? 1 << UInt8($1) : 0) }
    }
  }()

  private static let head: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] + deflated[..<2]

  /// Eight repetitions are 13 whole bytes, which repeat.
  private static let period = Array(deflated[2..<15])
}
