import Glibc
import Shared

/// A folder with one file a sample: `TIME-POINTS.json`, the time in microseconds since 1970.
///
/// So a sample is added by one rename and removed by one unlink: a kill in between leaves nothing half done.
/// At worst a sample that has arrived is sent once more, which the service takes for superseded.
final class BacklogFolder: Backlog {
  let path: String
  private let lock: Int32

  /// Makes the folder, for us alone, and takes its lock, which ends with this object.
  init(_ path: String, _ patience: FileLock.Patience) throws(BacklogError) {
    self.path = path
    try Self.make(path)
    let lockPath = path + "/lock"
    lock = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else {
      throw .file(FileError(path: lockPath, code: errno, doing: "opening it"), .cantcreat)
    }
    guard FileLock.take(lock, patience) else {
      close(lock)
      throw .locked(path)
    }
    removeLeftovers()
  }

  deinit { close(lock) }

  /// nil if nothing is kept there: nothing is made then.
  convenience init?(ifUsed path: String, _ patience: FileLock.Patience) throws(BacklogError) {
    guard let names = try? folderNames(path), names.contains(where: { BacklogItem(fileName: $0) != nil })
    else { return nil }
    try self.init(path, patience)
  }

  func items() throws(BacklogError) -> [BacklogItem] {
    do { return try folderNames(path).compactMap(BacklogItem.init(fileName:)).sorted() } catch {
      throw .file(error, .ioerr)
    }
  }

  func add(_ sample: PendingSample) throws(BacklogError) {
    let file = file(sample.item)
    let text: String
    do { text = try sample.serialized() } catch { throw .corrupt(file, error) }
    do { try AtomicFile.write(Array(text.utf8), to: file) } catch { throw BacklogError(error) }
  }

  func sample(_ item: BacklogItem) throws(BacklogError) -> PendingSample {
    let file = file(item)
    let bytes: [UInt8]
    do { bytes = try readFile(file, limit: 1 << 20) } catch { throw .file(error, .ioerr) }
    let sample: PendingSample
    do { sample = try PendingSample(parsing: bytes) } catch { throw .corrupt(file, error) }
    guard sample.item == item else {
      throw .corrupt(file, JSONError(problem: "its name says something else than what is in it"))
    }
    return sample
  }

  func remove(_ item: BacklogItem) throws(BacklogError) {
    let file = file(item)
    guard unlink(file) == 0 || errno == ENOENT else {
      throw .file(FileError(path: file, code: errno, doing: "removing it"), .ioerr)
    }
  }

  func setAside(_ item: BacklogItem) throws(BacklogError) -> String {
    let file = file(item)
    let place = file + ".corrupt"
    guard rename(file, place) == 0 else {
      throw .file(FileError(path: file, code: errno, doing: "setting it aside"), .ioerr)
    }
    return place
  }

  private func file(_ item: BacklogItem) -> String { "\(path)/\(item.fileName)" }

  /// What a run that was killed has not put in its place. Nobody else is writing: we have the lock.
  private func removeLeftovers() {
    for name in (try? folderNames(path)) ?? [] where name.hasPrefix(".") { unlink("\(path)/\(name)") }
  }

  /// The folder, and the one that it is in.
  private static func make(_ path: String) throws(BacklogError) {
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    for folder in [parent, path] where !folder.isEmpty {
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
        throw .file(FileError(path: folder, code: errno, doing: "making it"), .cantcreat)
      }
    }
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

/// Where nothing is kept: what is not delivered by this run is lost.
final class NoBacklog: Backlog {
  private var kept: [PendingSample] = []

  func items() -> [BacklogItem] { kept.map(\.item) }
  func add(_ sample: PendingSample) { kept.append(sample) }
  func sample(_ item: BacklogItem) -> PendingSample { kept[0] }
  func remove(_ item: BacklogItem) { kept = [] }
  func setAside(_ item: BacklogItem) -> String { "" }
}
