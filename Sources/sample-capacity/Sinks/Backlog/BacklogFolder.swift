import Glibc
import Shared

/// A folder with one file per sample: `TIME-POINTS.json`, with the time in microseconds since 1970.
///
/// One rename adds a sample and one unlink removes it, so a kill leaves nothing half done. At worst, a sample
/// that has arrived is sent again, and the service answers that it is superseded.
final class BacklogFolder: Backlog {
  private let folder: OpenFolder
  private let lock: Int32

  /// Creates the folder, accessible to this user only, and holds its lock until this object is gone.
  convenience init(
    _ name: String, in state: StateFolder, _ patience: FileLock.Patience
  ) throws(BacklogError) {
    try self.init(try state.subfolder(name), patience)
  }

  /// Returns nil, without creating anything, if nothing is kept there.
  convenience init?(
    ifUsed name: String, in state: StateFolder, _ patience: FileLock.Patience
  ) throws(BacklogError) {
    guard let folder = try state.subfolder(ifThere: name),
      ((try? folder.names()) ?? []).contains(where: { BacklogItem(fileName: $0) != nil })
    else { return nil }
    try self.init(folder, patience)
  }

  private init(_ folder: OpenFolder, _ patience: FileLock.Patience) throws(BacklogError) {
    self.folder = folder
    do throws(FileError) { lock = try folder.open("lock", O_RDWR | O_CREAT, mode: 0o600) } catch {
      throw .file(error, .cantcreat)
    }
    guard FileLock.take(lock, patience) else {
      close(lock)
      throw .locked(folder.path)
    }
    removeLeftovers()
  }

  deinit { close(lock) }

  func items() throws(BacklogError) -> [BacklogItem] {
    do throws(FileError) { return try folder.names().compactMap(BacklogItem.init(fileName:)).sorted() } catch
    {
      throw .file(error, .ioerr)
    }
  }

  func add(_ sample: PendingSample) throws(BacklogError) {
    let name = sample.item.fileName
    let text: String
    do { text = try sample.serialized() } catch { throw .corrupt(folder.path(name), error) }
    do { try AtomicFile.write(Array(text.utf8), to: name, in: folder) } catch { throw BacklogError(error) }
  }

  func sample(_ item: BacklogItem) throws(BacklogError) -> PendingSample {
    let path = folder.path(item.fileName)
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try folder.read(item.fileName, limit: PendingSample.longestText)
    } catch { throw .file(error, .ioerr) }
    let sample: PendingSample
    do { sample = try PendingSample(parsing: bytes) } catch { throw .corrupt(path, error) }
    guard sample.item == item else {
      throw .corrupt(path, JSONError(problem: "its name does not match its contents"))
    }
    return sample
  }

  func remove(_ item: BacklogItem) throws(BacklogError) {
    do throws(FileError) { try folder.remove(item.fileName) } catch { throw .file(error, .ioerr) }
  }

  func setAside(_ item: BacklogItem) throws(BacklogError) -> String {
    let place = item.fileName + ".corrupt"
    do throws(FileError) { try folder.rename(item.fileName, to: place) } catch { throw .file(error, .ioerr) }
    return folder.path(place)
  }

  /// Removes the temporary files of a killed run. Nobody else is writing, because this run has the lock.
  private func removeLeftovers() {
    for name in (try? folder.names()) ?? [] where name.hasPrefix(".") { _ = try? folder.remove(name) }
  }
}

extension BacklogItem {
  fileprivate var fileName: String { "\(time)-\(points).json" }

  fileprivate init?(fileName: String) {
    guard fileName.hasSuffix(".json") else { return nil }
    let parts = fileName.dropLast(5).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let time = Int64(parts[0]), let points = Int(parts[1]) else { return nil }
    self.init(time: time, points: points)
    // `+5`, `007`
    guard self.fileName == fileName else { return nil }
  }
}

/// A backlog without a folder: what this run does not deliver is lost.
final class NoBacklog: Backlog {
  private var kept: [PendingSample] = []

  func items() -> [BacklogItem] { kept.map(\.item) }
  func add(_ sample: PendingSample) { kept.append(sample) }
  func sample(_ item: BacklogItem) -> PendingSample { kept[0] }
  func remove(_ item: BacklogItem) { kept = [] }
  func setAside(_ item: BacklogItem) -> String { "" }
}
