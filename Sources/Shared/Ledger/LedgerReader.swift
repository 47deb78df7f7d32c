/// A ledger to look things up in. Reading needs no lock, and trusts nothing that it reads.
public final class LedgerReader {
  public let folder: OpenFolder

  /// Opens an existing folder, or the one that podkeeper made for itself in a volume.
  ///
  /// - Throws: `LedgerError`: 66 if there is none.
  public init(_ path: String) throws(LedgerError) {
    do throws(FileError) {
      let given = try OpenFolder(path)
      if try given.names().contains(where: { LedgerFile(name: $0) != nil }) {
        folder = given
      } else {
        folder = (try? OpenFolder(PrivateFolder.ownName, in: given)) ?? given
      }
    } catch {
      if error.isMissing { throw .missing(path) }
      throw .file(error, .noinput)
    }
  }

  /// The days of a kind of file, oldest first.
  public func days(_ kind: LedgerFile.Kind) throws(LedgerError) -> [LedgerDay] {
    do throws(FileError) {
      return try folder.names().compactMap { name in
        if case .day(kind, let day)? = LedgerFile(name: name) { day } else { nil }
      }.sorted()
    } catch { throw .file(error, .ioerr) }
  }

  /// The lines of a file; nil if there is no such file.
  public func lines(_ file: LedgerFile) throws(LedgerError) -> LedgerLines? {
    try LedgerLines(file.name, in: folder)
  }

  /// Reads the lines of all days of a kind of file, in order.
  ///
  /// - Parameters:
  ///   - kinds, mayMatch: as with `LedgerLines.next`.
  ///   - visit: gets each line; one that it cannot read as expected counts as torn.
  /// - Returns: how many lines were not whole, or not as expected.
  @discardableResult
  public func read(
    _ file: LedgerFile.Kind, _ kinds: Set<String>? = nil,
    where mayMatch: (UnsafeRawBufferPointer) -> Bool = { _ in true },
    visit: (LedgerLine) throws(JSONError) -> Void
  ) throws(LedgerError) -> Int {
    var torn = 0
    for day in try days(file) {
      guard let lines = try lines(.day(file, day)) else { continue }
      while let line = try lines.next(kinds, where: mayMatch) {
        do { try visit(line) } catch { torn += 1 }
      }
      torn += lines.torn
    }
    return torn
  }
}
