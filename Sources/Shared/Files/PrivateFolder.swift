import Glibc

/// A folder for files that only podkeeper may write, such as those of `--state` and `--ledger`.
///
/// podkeeper follows symbolic links in the path to the folder: under systemd's DynamicUser=, `$STATE_DIRECTORY` is
/// one. Inside it, podkeeper follows none: it checks the folder that it opened, and reaches everything from there.
/// Anyone who can write to the folder could change or remove the files. So its owner must be root or this user, and
/// only they and this user's groups may write to it.
///
/// There is one exception: the root of a Kubernetes volume has mode 0777. podkeeper recognizes it as the root of a
/// mounted file system without the sticky bit. `/tmp` has that bit even if it is mounted, and a folder that somebody
/// opened to all is not a mount point. Only the pod's own containers see such a volume. In it, podkeeper creates a
/// folder that only this user can access.
public struct PrivateFolder {
  /// The folder in a volume that others can access.
  public static let ownName = "podkeeper"

  public let folder: OpenFolder
  /// Whether this created `ownName` in a volume.
  public let isNewInVolume: Bool

  /// Opens the folder. Creates it for this user only if it is missing.
  ///
  /// - Parameter hidesFromGroup: whether a volume that only a group can access gets a folder in it, too.
  /// - Throws: `.untrusted` if others can write to it.
  public init(_ path: String, hidesFromGroup: Bool = false) throws(PrivateFolderError) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw .file(FileError(path: path, code: errno, action: "create"), .cantcreat)
    }
    let found = try Self.attempt { () throws(FileError) in try OpenFolder(path) }
    let owner = try Owner(found)
    try owner.checkUser(found.path)
    let isShared = owner.isOpenToAll || (hidesFromGroup && owner.isOpenToGroup)
    guard isShared, try Self.isVolumeRoot(found) else {
      try owner.checkOthers(found.path)
      (folder, isNewInVolume) = (found, false)
      return
    }
    isNewInVolume = try Self.attempt { () throws(FileError) in try found.make(Self.ownName) }
    folder = try Self.own(Self.ownName, in: found)
  }

  /// Opens a folder in it. Creates it for this user only if it is missing.
  public func subfolder(_ name: String) throws(PrivateFolderError) -> OpenFolder {
    _ = try Self.attempt { () throws(FileError) in try folder.make(name) }
    return try Self.own(name, in: folder)
  }

  /// Returns nil if it does not exist.
  public func subfolder(ifThere name: String) throws(PrivateFolderError) -> OpenFolder? {
    do throws(FileError) { _ = try folder.status(of: name) } catch {
      if error.isMissing { return nil }
      throw .file(error, .ioerr)
    }
    return try Self.own(name, in: folder)
  }

  private static func own(_ name: String, in parent: OpenFolder) throws(PrivateFolderError) -> OpenFolder {
    let status = try attempt { () throws(FileError) in try parent.status(of: name) }
    guard status.st_mode & S_IFMT != S_IFLNK else {
      throw .untrusted(parent.path(name), "it is a symbolic link")
    }
    let own = try attempt { () throws(FileError) in try OpenFolder(name, in: parent) }
    let owner = try Owner(own)
    try owner.checkUser(own.path)
    try owner.checkOthers(own.path)
    return own
  }

  private static func isVolumeRoot(_ folder: OpenFolder) throws(PrivateFolderError) -> Bool {
    try attempt { () throws(FileError) in
      let (own, parent) = (try folder.status(), try folder.status(of: ".."))
      return own.st_mode & S_ISVTX == 0 && own.st_dev != parent.st_dev
    }
  }

  private static func attempt<Result>(
    _ action: () throws(FileError) -> Result
  ) throws(PrivateFolderError) -> Result {
    do throws(FileError) { return try action() } catch { throw .file(error, .cantcreat) }
  }
}

/// Why a folder cannot be used.
public enum PrivateFolderError: DiagnosedError, Equatable {
  case file(FileError, ExitStatus)
  /// A folder that others can write to: its path, and why it is not trusted.
  case untrusted(String, String)

  public var exitStatus: ExitStatus {
    switch self {
    case .file(_, let status): status
    case .untrusted: .config
    }
  }

  public var description: String {
    switch self {
    case .file(let error, _): "\(error)"
    case .untrusted(let path, let why): "\(path): \(why)"
    }
  }
}

/// The owner of a folder, and who may write to it.
private struct Owner {
  let user: uid_t
  let group: gid_t
  let mode: mode_t

  init(_ folder: OpenFolder) throws(PrivateFolderError) {
    do throws(FileError) {
      let status = try folder.status()
      (user, group, mode) = (status.st_uid, status.st_gid, status.st_mode)
    } catch { throw .file(error, .cantcreat) }
  }

  var isOpenToAll: Bool { mode & S_IWOTH != 0 }
  var isOpenToGroup: Bool { mode & S_IRWXG != 0 }

  func checkOthers(_ path: String) throws(PrivateFolderError) {
    guard !isOpenToAll else { throw .untrusted(path, "anyone can write to it") }
    guard mode & S_IWGRP == 0 || group == 0 || Self.ownGroups.contains(group) else {
      throw .untrusted(path, "group \(group) can write to it, and this user is not in that group")
    }
  }

  func checkUser(_ path: String) throws(PrivateFolderError) {
    let own = geteuid()
    guard user == 0 || user == own else {
      throw .untrusted(path, "it belongs to user \(user), not to root or this user (\(own))")
    }
  }

  private static var ownGroups: [gid_t] {
    var groups = [gid_t](repeating: 0, count: Int(max(0, getgroups(0, nil))))
    let count = getgroups(Int32(clamping: groups.count), &groups)
    return groups.prefix(Int(max(0, count))) + [getegid()]
  }
}
