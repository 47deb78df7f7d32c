import Glibc

/// Which file a path leads to, so that two paths can be seen to lead to the same one. Links are followed, also
/// to a file that is yet to be made.
public enum FileIdentity: Hashable, Sendable {
  case file(device: UInt, number: UInt)
  /// A file that is yet to be made, in a folder that is there.
  case new(name: String, device: UInt, folder: UInt)
  /// There is no such folder, or it may not be asked: nothing can be written there.
  case nowhere(path: String)

  /// Symbolic links that lead on, as the kernel follows them.
  private static let mostLinks = 40

  public init(_ path: String) {
    if let status = Self.status(path) {
      self = .file(device: UInt(status.st_dev), number: UInt(status.st_ino))
      return
    }
    let path = Self.endOfLinks(path)
    let parts = FilePathParts(path)
    guard let folder = Self.status(parts.folder) else {
      self = .nowhere(path: path)
      return
    }
    self = .new(name: parts.name, device: UInt(folder.st_dev), folder: UInt(folder.st_ino))
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// Where a link leads that leads to no file yet.
  private static func endOfLinks(_ path: String) -> String {
    var path = path
    for _ in 0..<mostLinks {
      var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &bytes, bytes.count)
      guard count > 0 else { break }
      let target = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      path = target.hasPrefix("/") ? target : "\(FilePathParts(path).folder)/\(target)"
    }
    return path
  }
}
