import Glibc

/// A file that is replaced as a whole: who reads it finds the old bytes or the new ones, never a part.
public enum AtomicFile {
  /// Writes the bytes to `.NAME.XXXXXX` beside the file, and renames that, once it is on the disk.
  ///
  /// The file gets mode 0644 whatever the umask is. If it is a symbolic link, the link is replaced.
  ///
  /// - Throws: `AtomicFileError`; the file is then as it was, and nothing is left beside it. Only if the
  ///   last step fails, to write the folder to the disk, the file is new and may be lost in a power cut.
  public static func write(_ bytes: [UInt8], to path: String) throws(AtomicFileError) {
    try write(to: path) { descriptor throws(FileError) in
      try writeAll(bytes, to: descriptor, path: path)
    }
  }

  /// As `write(_:to:)`, the bytes coming from a function that writes them to a descriptor.
  static func write(
    to path: String, _ body: (_ descriptor: Int32) throws(FileError) -> Void
  ) throws(AtomicFileError) {
    let name = FilePathParts(path)
    let folder = try Folder(name.folder, file: path)
    var temporary = try TemporaryFile(beside: name, file: path)
    do throws(FileError) {
      try temporary.fill(file: path, body)
    } catch { throw AtomicFileError(.cannotBeWritten, error) }
    try temporary.rename(to: path)
    try folder.sync(file: path)
  }
}

/// The folder and the name of a file. `/` and `.` are folders too: the rename finds out.
private struct FilePathParts {
  let folder: String
  let name: Substring

  init(_ path: String) {
    let slash = path.lastIndex(of: "/")
    folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    name = slash.map { path[path.index(after: $0)...] } ?? path[...]
  }
}

/// The folder's own descriptor: to sync it is what makes a rename last.
private struct Folder: ~Copyable {
  private let descriptor: Int32

  init(_ path: String, file: String) throws(AtomicFileError) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .init(.cannotBeMade, file, errno, doing: "opening its folder") }
  }

  deinit { close(descriptor) }

  func sync(file: String) throws(AtomicFileError) {
    // EINVAL: a file system that knows no such thing.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw .init(.cannotBeWritten, file, errno, doing: "writing its folder to the disk")
    }
  }
}

/// A file that goes away unless it has been renamed.
private struct TemporaryFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var isInPlace = false

  init(beside parts: FilePathParts, file: String) throws(AtomicFileError) {
    var template = Array("\(parts.folder)/.\(parts.name).XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .init(.cannotBeMade, file, errno, doing: "making a file beside it") }
    // mkostemp is not to be seen from Swift.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    path = template.withUnsafeBytes { String(decoding: $0.dropLast(), as: UTF8.self) }
  }

  deinit {
    close(descriptor)
    if !isInPlace { unlink(path) }
  }

  func fill(
    file: String, _ body: (_ descriptor: Int32) throws(FileError) -> Void
  ) throws(FileError) {
    guard fchmod(descriptor, 0o644) == 0 else {
      throw FileError(path: file, code: errno, doing: "setting its mode")
    }
    try body(descriptor)
    guard fsync(descriptor) == 0 else {
      throw FileError(path: file, code: errno, doing: "writing it to the disk")
    }
  }

  mutating func rename(to file: String) throws(AtomicFileError) {
    guard Glibc.rename(path, file) == 0 else {
      throw .init(.cannotBeMade, file, errno, doing: "putting it in its place")
    }
    isInPlace = true
  }
}
