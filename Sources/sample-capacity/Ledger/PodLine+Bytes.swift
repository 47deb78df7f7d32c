import Glibc
import Shared

/// Reads a line without parsing it as JSON, ten times as fast: a day has more than a hundred thousand of them.
///
/// Only lines that begin as podkeeper writes them are read. A key's bytes, with both quotation marks and the colon,
/// cannot be in a string, where quotation marks are escaped. Objects that have keys of others come last and are cut off.
extension PodLine {
  private static let wholeLine: StaticString = "{\"k\":\"pod\",\"t\":"
  private static let eventLine: StaticString = "{\"k\":\"event\",\"t\":"
  private static let requests: StaticString = ",\"requests\":{"
  private static let keys: StaticString = ",\"keys\":{"
  private static let uid: StaticString = ",\"uid\":\""
  private static let created: StaticString = ",\"created\":"
  private static let started: StaticString = ",\"started\":"
  private static let buildClass: StaticString = ",\"class\":\""
  private static let gated: StaticString = ",\"gated\":true"
  private static let gone: StaticString = ",\"e\":\"gone\""

  /// nil if the line has to be parsed.
  init?(bytes line: UnsafeRawBufferPointer) {
    let isWhole = line.begins(with: Self.wholeLine)
    guard isWhole || line.begins(with: Self.eventLine), line.last == UInt8(ascii: "}") else { return nil }
    var head = line
    for objects in [Self.requests, Self.keys] {
      if let end = head.find(objects) { head = UnsafeRawBufferPointer(rebasing: head[..<end]) }
    }
    let start = (isWhole ? Self.wholeLine : Self.eventLine).utf8CodeUnitCount
    guard let time = head.number(at: start), let uid = head.text(after: Self.uid) else { return nil }
    let (id, isDigest) = PodID.of(uid)
    self.init(time: time, id: id, isDigest: isDigest)
    started = head.number(after: Self.started)
    isGated = head.find(Self.gated) != nil
    if isWhole {
      guard let created = head.number(after: Self.created) else { return nil }
      self.created = created
      buildClass = head.text(after: Self.buildClass) ?? BuildClasses.unlabeled
    } else {
      isGone = head.find(Self.gone) != nil
    }
  }
}

/// The time of a line that begins as podkeeper writes it.
func ledgerTime(of line: UnsafeRawBufferPointer) -> Int64? {
  let key: StaticString = ",\"t\":"
  return line.number(after: key)
}

extension UnsafeRawBufferPointer {
  fileprivate func begins(with text: StaticString) -> Bool {
    guard let baseAddress, count >= text.utf8CodeUnitCount else { return false }
    return memcmp(baseAddress, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  /// Where a text begins; its first character should be a rare one.
  fileprivate func find(_ text: StaticString) -> Int? {
    guard let baseAddress else { return nil }
    let length = text.utf8CodeUnitCount
    var place = 0
    while place + length <= count,
      let found = memchr(baseAddress + place, Int32(text.utf8Start.pointee), count - length + 1 - place)
    {
      place = UnsafeRawPointer(found) - baseAddress
      if memcmp(found, text.utf8Start, length) == 0 { return place }
      place += 1
    }
    return nil
  }

  fileprivate func number(after key: StaticString) -> Int64? {
    find(key).flatMap { number(at: $0 + key.utf8CodeUnitCount) }
  }

  /// A whole number of at most 18 digits.
  fileprivate func number(at start: Int) -> Int64? {
    var (number, place, digits) = (Int64(0), start, 0)
    let isNegative = place < count && self[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    while place < count, self[place].isASCIIDigit, digits < 19 {
      guard digits < 18 else { return nil }
      number = number * 10 + Int64(self[place] - UInt8(ascii: "0"))
      (place, digits) = (place + 1, digits + 1)
    }
    guard digits > 0, place == count || ",}".utf8.contains(self[place]) else { return nil }
    return isNegative ? -number : number
  }

  /// A string without escape sequences.
  fileprivate func text(after key: StaticString) -> String? {
    guard let start = find(key).map({ $0 + key.utf8CodeUnitCount }) else { return nil }
    var place = start
    while place < count, self[place] != UInt8(ascii: "\"") {
      guard self[place] != UInt8(ascii: "\\") else { return nil }
      place += 1
    }
    guard place < count else { return nil }
    return String(decoding: UnsafeRawBufferPointer(rebasing: self[start..<place]), as: UTF8.self)
  }
}
