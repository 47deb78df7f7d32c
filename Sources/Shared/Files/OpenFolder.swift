import Glibc

/// An open folder. Its files are reached through its descriptor, even if the folder is renamed meanwhile, and
/// symbolic links in it are not followed.
public final class OpenFolder {
  /// Its name in errors.
  public let path: String
  private let descriptor: Int32

  /// Opens a folder, following symbolic links on the way to it.
  ///
  /// - Throws: `FileError`
  public init(_ path: String) throws(FileError) {
    self.path = path
    descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno, action: "open") }
  }

  /// Opens a folder in another. A symbolic link is an error.
  ///
  /// - Throws: `FileError`
  public init(_ name: String, in parent: OpenFolder) throws(FileError) {
    path = parent.path(name)
    descriptor = openat(parent.descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno, action: "open") }
  }

  deinit { close(descriptor) }

  /// The name of one of its files in errors.
  public func path(_ name: String) -> String { path == "/" ? "/\(name)" : "\(path)/\(name)" }

  public func status() throws(FileError) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(nil, "read the owner of") }
    return status
  }

  /// The status of one of its files, or of `..`. Does not follow links.
  public func status(of name: String) throws(FileError) -> stat {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw failure(name, "read the owner of")
    }
    return status
  }

  /// Creates a folder in it that only this user can access.
  ///
  /// - Returns: false if the name already exists.
  public func make(_ name: String) throws(FileError) -> Bool {
    if mkdirat(descriptor, name, 0o700) == 0 { return true }
    guard errno == EEXIST else { throw failure(name, "create") }
    return false
  }

  /// Like `folderNames`.
  public func names() throws(FileError) -> [String] {
    let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0 else { throw failure(nil, "open") }
    guard let stream = fdopendir(own) else {
      close(own)
      throw failure(nil, "open")
    }
    defer { closedir(stream) }
    return try folderNames(stream, path)
  }

  /// - Parameter flags: `O_CLOEXEC` and `O_NOFOLLOW` are added.
  /// - Returns: a descriptor, which the caller must close.
  public func open(_ name: String, _ flags: Int32, mode: mode_t = 0) throws(FileError) -> Int32 {
    let file = openat(descriptor, name, flags | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { throw failure(name, "open") }
    return file
  }

  /// A file's bytes.
  ///
  /// - Parameter limit: in bytes; a larger file is refused.
  public func read(_ name: String, limit: Int) throws(FileError) -> [UInt8] {
    let file = try open(name, O_RDONLY | O_NONBLOCK)
    defer { close(file) }
    // No patience: nobody keeps pipes here, and one could block the read.
    return try readToEnd(file, path: path(name), limit: limit, patience: .zero)
  }

  public func rename(_ name: String, to new: String) throws(FileError) {
    guard renameat(descriptor, name, descriptor, new) == 0 else { throw failure(name, "rename") }
  }

  /// - Returns: false if there is no such file.
  @discardableResult
  public func remove(_ name: String) throws(FileError) -> Bool {
    if unlinkat(descriptor, name, 0) == 0 { return true }
    guard errno == ENOENT else { throw failure(name, "remove") }
    return false
  }

  /// Syncs its entries to disk, which makes a rename durable.
  func sync() throws(FileError) {
    // EINVAL: the file system does not support it.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(nil, "sync") }
  }

  private func failure(_ name: String?, _ action: String) -> FileError {
    let code = errno
    return FileError(path: name.map(path) ?? path, code: code, action: action)
  }
}

/// The names in a folder, unordered, without `.` and `..`.
public func folderNames(_ path: String) throws(FileError) -> [String] {
  guard let folder = opendir(path) else { throw FileError(path: path, code: errno, action: "open") }
  defer { closedir(folder) }
  return try folderNames(folder, path)
}

func folderNames(_ folder: OpaquePointer, _ path: String) throws(FileError) -> [String] {
  var names: [String] = []
  while true {
    // readdir returns NULL both at the end and on errors.
    errno = 0
    guard let entry = readdir(folder) else {
      guard errno == 0 else { throw FileError(path: path, code: errno, action: "list the files in") }
      return names
    }
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
}
