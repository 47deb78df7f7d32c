import Shared

/// Reads a line without parsing it as JSON, many times as fast: a day has more than a hundred thousand of them.
///
/// Only lines that begin as podkeeper writes them are read, and only if they have no fraction, and no escape
/// sequence in what is needed.
extension PodLine {
  /// nil if the line has to be parsed.
  init?(bytes line: UnsafeRawBufferPointer) {
    var scanner = LineScanner(line)
    let isWhole = scanner.skip("{\"k\":\"pod\"")
    guard isWhole || scanner.skip("{\"k\":\"event\"") else { return nil }
    var (time, uid): (Int64?, Range<Int>?)
    self.init(time: 0, id: PodID(high: 0, low: 0))
    while scanner.skip(UInt8(ascii: ",")) {
      guard let key = scanner.key() else { return nil }
      switch key.count {
      case 1 where scanner.isText(key, "t"): time = scanner.time()
      case 1 where scanner.isText(key, "e"):
        guard let event = scanner.string() else { return nil }
        isGone = !isWhole && scanner.isText(event, "gone")
      case 3 where scanner.isText(key, "uid"): uid = scanner.string()
      case 5 where isWhole && scanner.isText(key, "class"):
        guard let name = scanner.string() else { return nil }
        buildClass = scanner.text(name)
      case 5 where scanner.isText(key, "gated"):
        guard let flag = scanner.flag() else { return nil }
        isGated = flag
      case 7 where isWhole && scanner.isText(key, "created"):
        guard let value = scanner.time() else { return nil }
        created = value
      case 7 where scanner.isText(key, "started"):
        guard let value = scanner.time() else { return nil }
        started = value
      default: guard scanner.skipValue() else { return nil }
      }
    }
    guard scanner.skip(UInt8(ascii: "}")), scanner.isAtEnd, let time, let uid, !isWhole || created != nil
    else { return nil }
    self.time = time
    (id, isDigest) = PodID.of(UnsafeRawBufferPointer(rebasing: line[uid]))
    if isWhole, buildClass == nil { buildClass = BuildClasses.unlabeled }
  }
}

/// The time of a line that begins as podkeeper writes it.
func ledgerTime(of line: UnsafeRawBufferPointer) -> Int64? {
  line.number(after: ",\"t\":")
}

/// When the span of a bucket's line begins.
func bucketStart(of line: UnsafeRawBufferPointer) -> Int64? {
  line.number(after: ",\"from\":")
}

extension UnsafeRawBufferPointer {
  /// The whole number that follows a text.
  fileprivate func number(after key: StaticString) -> Int64? {
    find(key).flatMap { place in
      var scanner = LineScanner(self, from: place + key.utf8CodeUnitCount)
      return scanner.number()
    }
  }
}
