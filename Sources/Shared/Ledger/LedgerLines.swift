import Glibc

/// A line of a ledger that is whole.
public struct LedgerLine: Sendable {
  /// `intent`, `pod`, …
  public let kind: String
  public let json: JSONCursor

  public init(kind: String, json: JSONCursor) {
    self.kind = kind
    self.json = json
  }

  /// The line as a record; nil if it is of another kind.
  public func record<Record: LedgerRecord>(_ type: Record.Type = Record.self) throws(JSONError) -> Record? {
    kind == Record.kind ? try Record(json: json) : nil
  }
}

/// Reads a file of a ledger line by line, in order. Memory does not grow with the file.
///
/// A line is whole if it is a JSON object; no beginning of an object is one. Other lines are skipped and counted: a
/// writer was killed, or the file was cut.
public final class LedgerLines {
  /// In bytes. podkeeper writes no longer lines.
  static let longestLine = 1 << 20
  private static let chunkSize = 256 << 10

  /// How many lines were not whole.
  public private(set) var torn = 0

  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// Where the next line begins in the buffer.
  private var place = 0
  private var isAtEnd = false
  private var isInLongLine = false

  /// Returns nil if there is no such file.
  public init?(_ name: String, in folder: OpenFolder) throws(LedgerError) {
    path = folder.path(name)
    do throws(FileError) { descriptor = try folder.open(name, O_RDONLY | O_NONBLOCK) } catch {
      if error.isMissing { return nil }
      throw .file(error, .ioerr)
    }
  }

  deinit { close(descriptor) }

  /// The next whole line; nil at the end.
  ///
  /// - Parameters:
  ///   - kinds: other lines are skipped without parsing them; nil for all.
  ///   - mayMatch: looks at a line's bytes; one for which it is false is skipped without parsing it.
  public func next(
    _ kinds: Set<String>? = nil, where mayMatch: (UnsafeRawBufferPointer) -> Bool = { _ in true }
  ) throws(LedgerError) -> LedgerLine? {
    while let range = try nextRange() {
      let found = buffer.withUnsafeBytes { buffer -> LedgerLine? in
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[range])
        if let kinds, let kind = Self.kind(bytes), !kinds.contains(kind) { return nil }
        guard mayMatch(bytes) else { return nil }
        guard let value = try? JSONValue(parsing: bytes), case .object = value else {
          torn += 1
          return nil
        }
        let json = JSONCursor(value)
        guard let kind = (try? json["k"].optionalString()) ?? nil else { return nil }
        return kinds?.contains(kind) == false ? nil : LedgerLine(kind: kind, json: json)
      }
      if let found { return found }
    }
    return nil
  }

  private static let beginning: StaticString = "{\"k\":\""

  /// The kind of a line that begins with it, as all that podkeeper writes do; nil if it is not clear.
  private static func kind(_ line: UnsafeRawBufferPointer) -> String? {
    guard let start = line.baseAddress, line.count > beginning.utf8CodeUnitCount,
      memcmp(start, beginning.utf8Start, beginning.utf8CodeUnitCount) == 0
    else { return nil }
    let rest = line[beginning.utf8CodeUnitCount...]
    guard let end = rest.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }),
      line[end] == UInt8(ascii: "\"")
    else { return nil }
    return String(decoding: UnsafeRawBufferPointer(rebasing: rest[..<end]), as: UTF8.self)
  }

  /// Where the next line is in the buffer; nil at the end.
  private func nextRange() throws(LedgerError) -> Range<Int>? {
    var searched = place
    while true {
      if let end = newline(from: searched) {
        let range = place..<end
        place = end + 1
        if isInLongLine {
          isInLongLine = false
          searched = place
          continue
        }
        if range.isEmpty {
          searched = place
          continue
        }
        return range
      }
      searched = buffer.count - place
      buffer.removeFirst(place)
      place = 0
      if isAtEnd {
        guard !buffer.isEmpty, !isInLongLine else { return nil }
        let range = 0..<buffer.count
        place = buffer.count
        return range
      }
      if buffer.count > Self.longestLine {
        buffer.removeAll(keepingCapacity: true)
        searched = 0
        if !isInLongLine { torn += 1 }
        isInLongLine = true
      }
      try fill()
    }
  }

  private func newline(from start: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard start < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  private func fill() throws(LedgerError) {
    let old = buffer.count
    var code: Int32 = 0
    buffer.append(contentsOf: repeatElement(0, count: Self.chunkSize))
    let count = buffer.withUnsafeMutableBytes { bytes -> Int in
      while true {
        let count = read(descriptor, bytes.baseAddress.map { $0 + old }, Self.chunkSize)
        code = errno
        if count >= 0 || code != EINTR { return count }
      }
    }
    buffer.removeLast(Self.chunkSize - max(0, count))
    guard count >= 0 else { throw .file(FileError(path: path, code: code, action: "read"), .ioerr) }
    if count == 0 { isAtEnd = true }
  }

  /// What the file says about its cluster; nil if it has no header. Call it before any `next`.
  ///
  /// - Parameter needsUID: whether to look for a later header if the first one has no UID.
  func cluster(needsUID: Bool) throws(LedgerError) -> LedgerCluster? {
    guard var cluster = try nextHeader()?.cluster else { return nil }
    while needsUID, cluster.uid == nil, let more = try nextHeader() { cluster.learn(more.cluster) }
    return cluster
  }

  private func nextHeader() throws(LedgerError) -> LedgerHeader? {
    while let line = try next([LedgerHeader.kind]) {
      if let header = (try? line.record(LedgerHeader.self)) ?? nil { return header }
    }
    return nil
  }
}
