import Glibc

/// The folder of `--ledger`, opened for writing.
///
/// Several processes may append to its files at the same time: each piece is written under a lock and ends at a
/// line's end.
public final class LedgerFolder {
  /// For files that are not made of lines.
  public let folder: OpenFolder
  /// Where it created a folder of its own, in a volume that others can access.
  public let isNewInVolume: Bool
  /// What is known about its cluster. New files begin with it.
  public private(set) var cluster = LedgerCluster()
  /// What the retention has found, if it was applied.
  var retained: LedgerRetention.Result?
  /// In bytes, by this object since then.
  var appended = 0
  /// In bytes.
  var limit = Int.max

  private let lock: Int32
  private let patience: FileLock.Patience
  private var lockDepth = 0

  /// Opens the folder. Creates it for this user only if it is missing.
  ///
  /// - Parameter patience: how long to wait for another process that is writing.
  /// - Throws: `LedgerError`: 73 if it cannot be opened, 78 if others can write to it.
  public init(_ path: String, patience: FileLock.Patience) throws(LedgerError) {
    let own: PrivateFolder
    do throws(PrivateFolderError) { own = try PrivateFolder(path, hidesFromGroup: true) } catch {
      throw LedgerError(error)
    }
    folder = own.folder
    isNewInVolume = own.isNewInVolume
    self.patience = patience
    do throws(FileError) { lock = try folder.open("lock", O_RDWR | O_CREAT, mode: 0o600) } catch {
      throw .file(error, .cantcreat)
    }
  }

  deinit { close(lock) }

  public var path: String { folder.path }

  /// Does something that no other process does at the same time. Calls may be nested.
  public func exclusively<Result>(
    _ action: () throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    if lockDepth == 0 {
      guard FileLock.take(lock, patience) else { throw .locked(folder.path("lock")) }
    }
    lockDepth += 1
    defer {
      lockDepth -= 1
      if lockDepth == 0 { FileLock.release(lock) }
    }
    return try action()
  }

  /// Makes sure that the ledger is about this cluster, and remembers it for new files. Call it again when more is
  /// known.
  ///
  /// - Returns: a warning if the cluster may be another one.
  /// - Throws: `.otherCluster`: 78.
  public func identify(_ cluster: LedgerCluster) throws(LedgerError) -> String? {
    let known = try knownCluster(needsUID: cluster.uid != nil)
    switch cluster.relation(to: known) {
    case .different(let difference): throw .otherCluster(path, difference)
    case .doubtful(let difference):
      self.cluster = cluster
      return "\(path) may be the ledger of another cluster: \(difference)"
    case .same:
      self.cluster = cluster
      self.cluster.learn(known)
      return nil
    }
  }

  /// What the newest file of each kind says.
  private func knownCluster(needsUID: Bool) throws(LedgerError) -> LedgerCluster {
    var newest: [LedgerFile.Kind?: LedgerFile] = [:]
    for (file, _) in try files() {
      let kind: LedgerFile.Kind? = if case .day(let kind, _) = file { kind } else { nil }
      if let other = newest[kind], let day = other.day, let own = file.day, own < day { continue }
      newest[kind] = file
    }
    var known = LedgerCluster()
    for file in newest.values.sorted(by: { $0.name < $1.name }) {
      if let lines = try LedgerLines(file, in: folder) {
        known.learn(try lines.cluster(needsUID: needsUID) ?? LedgerCluster())
      }
    }
    return known
  }

  /// Its files with lines, and their sizes in bytes.
  public func files() throws(LedgerError) -> [(file: LedgerFile, size: Int)] {
    do throws(FileError) {
      var files: [(file: LedgerFile, size: Int)] = []
      for name in try folder.names() {
        guard let file = LedgerFile(name: name) else { continue }
        // It may have been removed in the meantime.
        do throws(FileError) { files.append((file, Int(try folder.status(of: name).st_size))) } catch {
          guard error.isMissing else { throw error }
        }
      }
      return files.sorted { $0.file.name < $1.file.name }
    } catch { throw .file(error, .ioerr) }
  }

  /// Opens one of its files for appending. Does not create it yet.
  public func appender(_ file: LedgerFile) -> LedgerAppender { LedgerAppender(file, of: self) }
}
