import Glibc

/// Replaces files as a whole: a reader finds the old bytes or the new ones, never a part.
public enum AtomicFile {
  /// Writes the bytes to `.NAME.XXXXXX` beside the file, syncs that to disk, and renames it.
  ///
  /// The file gets mode 0644 regardless of the umask. A symbolic link is replaced, not followed.
  ///
  /// - Throws: `AtomicFileError`. The old file is then untouched, and nothing is left beside it. Only if the last
  ///   step fails, syncing the folder, is the new file in place; a power cut may lose it.
  public static func write(_ bytes: [UInt8], to path: String) throws(AtomicFileError) {
    try write(to: path) { descriptor throws(FileError) in
      try writeAll(bytes, to: descriptor, path: path)
    }
  }

  /// Like `write(_:to:)`, to a file in an open folder.
  ///
  /// - Parameter mode: the file's permissions.
  public static func write(
    _ bytes: [UInt8], to name: String, in folder: OpenFolder, mode: mode_t = 0o644
  ) throws(AtomicFileError) {
    let path = folder.path(name)
    try write(to: name, in: folder, path: path, mode: mode) { descriptor throws(FileError) in
      try writeAll(bytes, to: descriptor, path: path)
    }
  }

  private static func problem(with folder: String, _ error: FileError) -> String {
    switch error.code {
    case ENOENT: "the folder \(folder) does not exist"
    case ENOTDIR: "\(folder) is not a folder"
    default: "\(error)"
    }
  }

  /// Like `write(_:to:)`, with a function that writes the bytes to a descriptor.
  static func write(
    to path: String, _ body: (_ descriptor: Int32) throws(FileError) -> Void
  ) throws(AtomicFileError) {
    let parts = FilePathParts(path)
    let folder: OpenFolder
    do throws(FileError) { folder = try OpenFolder(parts.folder) } catch {
      throw .init(
        .cannotBeMade,
        FileError(path: path, code: error.code, action: "write", reason: problem(with: parts.folder, error)))
    }
    try write(to: parts.name, in: folder, path: path, body)
  }

  /// - Parameter path: the file's name in errors.
  private static func write(
    to name: String, in folder: OpenFolder, path: String, mode: mode_t = 0o644,
    _ body: (_ descriptor: Int32) throws(FileError) -> Void
  ) throws(AtomicFileError) {
    try check(name, in: folder, path: path)
    var temporary = try TemporaryFile(beside: name, in: folder, file: path)
    do throws(FileError) {
      try temporary.fill(file: path, mode: mode, body)
    } catch { throw AtomicFileError(.cannotBeWritten, error) }
    try temporary.rename(to: name, file: path)
    do throws(FileError) { try folder.sync() } catch {
      throw .init(.cannotBeWritten, path, error.code, action: "sync the folder of")
    }
  }
}

extension AtomicFile {
  /// Replacing a device, a pipe or a socket would take it away from everybody.
  private static func check(
    _ name: String, in folder: OpenFolder, path: String
  ) throws(AtomicFileError) {
    guard let kind = (try? folder.status(of: name))?.st_mode,
      ![S_IFREG, S_IFLNK, S_IFDIR].contains(kind & S_IFMT)
    else { return }
    throw AtomicFileError(
      .cannotBeMade,
      FileError(path: path, code: EINVAL, action: "replace", reason: "it is not a regular file"))
  }
}

/// A file's folder and name. For `/` and `.`, which are folders themselves, the rename fails.
struct FilePathParts {
  let folder: String
  let name: String

  init(_ path: String) {
    let slash = path.lastIndex(of: "/")
    folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    name = String(slash.map { path[path.index(after: $0)...] } ?? path[...])
  }
}

/// A file that is removed unless it has been renamed.
private struct TemporaryFile: ~Copyable {
  private let folder: OpenFolder
  private let name: String
  private let descriptor: Int32
  private var isInPlace = false

  init(beside name: String, in folder: OpenFolder, file: String) throws(AtomicFileError) {
    self.folder = folder
    self.name = ".\(name).\(Self.randomLetters())"
    do throws(FileError) {
      descriptor = try folder.open(self.name, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
    } catch { throw .init(.cannotBeMade, file, error.code, action: "create a temporary file beside") }
  }

  deinit {
    close(descriptor)
    if !isInPlace { _ = try? folder.remove(name) }
  }

  /// One of 57 billion names. If it is taken, creating the file fails like any other error.
  private static func randomLetters() -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    return String((0..<6).compactMap { _ in letters.randomElement() })
  }

  func fill(
    file: String, mode: mode_t, _ body: (_ descriptor: Int32) throws(FileError) -> Void
  ) throws(FileError) {
    guard fchmod(descriptor, mode) == 0 else {
      throw FileError(path: file, code: errno, action: "set the mode of")
    }
    try body(descriptor)
    guard fsync(descriptor) == 0 else {
      throw FileError(path: file, code: errno, action: "sync")
    }
  }

  mutating func rename(to new: String, file: String) throws(AtomicFileError) {
    do throws(FileError) { try folder.rename(name, to: new) } catch {
      throw .init(.cannotBeMade, file, error.code, action: "replace")
    }
    isInPlace = true
  }
}

/// Why a file could not be replaced.
public struct AtomicFileError: DiagnosedError, Equatable {
  public enum Kind: Sendable {
    /// The file could not be created in its folder.
    case cannotBeMade
    /// The file was created, but the bytes could not be written.
    case cannotBeWritten
  }

  public let kind: Kind
  public let cause: FileError

  init(_ kind: Kind, _ cause: FileError) {
    self.kind = kind
    self.cause = cause
  }

  init(_ kind: Kind, _ path: String, _ code: Int32, action: String) {
    self.init(kind, FileError(path: path, code: code, action: action))
  }

  public var exitStatus: ExitStatus {
    switch kind {
    case .cannotBeMade: .cantcreat
    case .cannotBeWritten: .ioerr
    }
  }

  public var description: String { "\(cause)" }
}
