import Glibc

/// The file that a path leads to, to recognize two paths to the same file. Follows links, even to a file that does
/// not exist yet.
public enum FileIdentity: Hashable, Sendable {
  case file(device: UInt, number: UInt)
  /// A file that does not exist yet, in an existing folder.
  case new(name: String, device: UInt, folder: UInt)
  /// The folder does not exist or cannot be accessed, so nothing can be written there.
  case nowhere(path: String)

  /// As many symbolic links in a row as the kernel follows.
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

  /// The target of a link to a file that does not exist yet.
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
