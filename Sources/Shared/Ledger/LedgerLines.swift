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
  public static let longestLine = 1 << 20
  private static let chunkSize = 256 << 10

  /// How many lines were not whole.
  public private(set) var torn = 0

  private let path: String
  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: chunkSize)
  /// Where the next line begins in the buffer.
  private var place = 0
  /// Where the bytes end that were read into the buffer.
  private var end = 0
  private var isAtEnd = false
  private var isInLongLine = false

  /// Returns nil if there is no such file.
  public init?(_ file: LedgerFile, in folder: OpenFolder) throws(LedgerError) {
    path = folder.path(file.name)
    do throws(FileError) { descriptor = try folder.open(file.name, O_RDONLY | O_NONBLOCK) } catch {
      if error.isMissing { return nil }
      throw .file(error, .ioerr)
    }
    // A pipe would look like an empty file.
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .file(
        FileError(path: path, code: EINVAL, action: "read", reason: "it is not a regular file"), .ioerr)
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

  /// The kind of a line that begins with it, as all that podkeeper writes do; nil if it is not clear.
  private static func kind(_ line: UnsafeRawBufferPointer) -> String? {
    var scanner = LineScanner(line)
    guard scanner.skip("{\"k\":"), let kind = scanner.string() else { return nil }
    return scanner.text(kind)
  }

  /// Where the next line is in the buffer; nil at the end.
  private func nextRange() throws(LedgerError) -> Range<Int>? {
    var searched = place
    while true {
      if let lineEnd = newline(from: searched) {
        let range = place..<lineEnd
        place = lineEnd + 1
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
      moveToFront()
      if isAtEnd {
        guard end > 0, !isInLongLine else { return nil }
        place = end
        return 0..<end
      }
      if end > Self.longestLine {
        end = 0
        if !isInLongLine { torn += 1 }
        isInLongLine = true
      }
      searched = end
      try fill()
    }
  }

  private func newline(from start: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard start < end, let base = bytes.baseAddress,
        let found = memchr(base + start, Int32(UInt8(ascii: "\n")), end - start)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  /// Makes room behind the beginning of a line.
  private func moveToFront() {
    let count = end - place
    if place > 0 {
      buffer.withUnsafeMutableBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        memmove(base, base + place, count)
      }
    }
    (place, end) = (0, count)
  }

  private func fill() throws(LedgerError) {
    if end == buffer.count { buffer.append(contentsOf: repeatElement(0, count: Self.chunkSize)) }
    var code: Int32 = 0
    let count = buffer.withUnsafeMutableBytes { bytes -> Int in
      while true {
        let count = read(descriptor, bytes.baseAddress.map { $0 + end }, bytes.count - end)
        code = errno
        if count >= 0 || code != EINTR { return count }
      }
    }
    guard count >= 0 else { throw .file(FileError(path: path, code: code, action: "read"), .ioerr) }
    end += count
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
