import Glibc

extension LedgerFolder {
  /// Replaces one of its files as a whole, and makes that durable. Only this user can read it.
  public func replace(_ name: String, with bytes: [UInt8]) throws(LedgerError) {
    do throws(AtomicFileError) { try AtomicFile.write(bytes, to: name, in: folder, mode: 0o600) } catch {
      throw .file(error.cause, .ioerr)
    }
  }

  /// The size of one of its files in bytes; 0 if there is none.
  public func size(of file: LedgerFile) throws(LedgerError) -> Int {
    do throws(FileError) { return Int(try folder.status(of: file.name).st_size) } catch {
      if error.isMissing { return 0 }
      throw .file(error, .ioerr)
    }
  }
}
