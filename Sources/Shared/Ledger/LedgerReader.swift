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
      return try folder.names().compactMap { LedgerFile(name: $0)?.day(of: kind) }.sorted()
    } catch { throw .file(error, .ioerr) }
  }

  /// The lines of a file; nil if there is no such file.
  public func lines(_ file: LedgerFile) throws(LedgerError) -> LedgerLines? {
    try LedgerLines(file, in: folder)
  }
}
