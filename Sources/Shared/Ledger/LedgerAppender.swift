import Glibc

/// Appends lines to one file of a ledger, in pieces of at most 64 KiB that end at a line's end.
///
/// Nothing is certain to be on disk until `sync` has returned.
public final class LedgerAppender {
  /// In bytes.
  static let pieceSize = 64 << 10

  private let file: LedgerFile
  private let ledger: LedgerFolder
  private var descriptor: Int32?
  private var pending: [UInt8] = []
  /// What the file is known to say about its cluster.
  private var header: LedgerCluster?

  init(_ file: LedgerFile, of ledger: LedgerFolder) {
    self.file = file
    self.ledger = ledger
  }

  /// Drops lines that were not flushed.
  deinit { if let descriptor { close(descriptor) } }

  /// Adds a line. Hides secrets in it, as in all output.
  public func add(_ record: some LedgerRecord) throws(LedgerError) { try add(line: record.json) }

  /// Adds a line that has its `k` already.
  public func add(line: JSONValue) throws(LedgerError) {
    let text: String
    do { text = try line.serialized() } catch { throw .unwritable(error) }
    try add(text: text)
  }

  /// Adds a line that is JSON text already, without its end.
  public func add(text line: String) throws(LedgerError) {
    let text = Secrets.hide(in: line)
    if !pending.isEmpty, pending.count + text.utf8.count + 2 > Self.pieceSize { try flush() }
    pending.append(contentsOf: text.utf8)
    pending.append(UInt8(ascii: "\n"))
  }

  /// Writes what was added. After an error, these lines are lost, and the file still ends at a line's end if
  /// possible.
  public func flush() throws(LedgerError) {
    guard !pending.isEmpty else { return }
    defer { pending.removeAll(keepingCapacity: true) }
    try ledger.exclusively { () throws(LedgerError) in
      let descriptor = try opened()
      try writeHeader(descriptor)
      try append(pending, to: descriptor)
    }
  }

  /// Writes what was added, and makes all of it durable.
  public func sync() throws(LedgerError) {
    try flush()
    guard let descriptor else { return }
    guard fsync(descriptor) == 0 else { throw failure("sync") }
  }

  /// Opens or creates the file. A line that a killed writer left unfinished is ended, so that the next one is not
  /// joined to it.
  private func opened() throws(LedgerError) -> Int32 {
    if let descriptor { return descriptor }
    let name = file.name
    do throws(FileError) {
      let opened = try ledger.folder.open(name, O_RDWR | O_CREAT | O_APPEND | O_NONBLOCK, mode: 0o600)
      descriptor = opened
      if try size(opened) == 0 { try ledger.folder.sync() }
      return opened
    } catch { throw .file(error, .cantcreat) }
  }

  private func size(_ descriptor: Int32) throws(FileError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw FileError(path: ledger.folder.path(file.name), code: errno, action: "read the size of")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(
        path: ledger.folder.path(file.name), code: EINVAL, action: "write to",
        reason: "it is not a regular file")
    }
    return Int(status.st_size)
  }

  /// Writes the first line of a new file, or another one if more is known by now.
  private func writeHeader(_ descriptor: Int32) throws(LedgerError) {
    guard header != ledger.cluster else { return }
    let lines = try LedgerLines(file, in: ledger.folder)
    let known = try lines?.cluster(needsUID: ledger.cluster.uid != nil)
    if known == nil || (known?.uid == nil && ledger.cluster.uid != nil) {
      let text: String
      do { text = try LedgerHeader(cluster: ledger.cluster).json.serialized() } catch {
        throw .unwritable(error)
      }
      try append(Array(Secrets.hide(in: text).utf8) + [UInt8(ascii: "\n")], to: descriptor)
    }
    header = ledger.cluster
  }

  private func append(_ bytes: [UInt8], to descriptor: Int32) throws(LedgerError) {
    let path = ledger.folder.path(file.name)
    do throws(FileError) {
      let before = try size(descriptor)
      let isTorn = before > 0 && !endsLine(descriptor, size: before)
      do throws(FileError) {
        try writeAll((isTorn ? [UInt8(ascii: "\n")] : []) + bytes, to: descriptor, path: path)
      } catch {
        // A part of a line, for example on a full disk. If it stays, readers skip it.
        _ = ftruncate(descriptor, off_t(before))
        throw error
      }
      ledger.appended += bytes.count
    } catch { throw .file(error, .ioerr) }
  }

  private func endsLine(_ descriptor: Int32, size: Int) -> Bool {
    var last: UInt8 = 0
    return pread(descriptor, &last, 1, off_t(size - 1)) == 1 && last == UInt8(ascii: "\n")
  }

  private func failure(_ action: String) -> LedgerError {
    .file(FileError(path: ledger.folder.path(file.name), code: errno, action: action), .ioerr)
  }
}
