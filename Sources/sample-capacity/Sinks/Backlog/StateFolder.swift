import Glibc
import Shared

/// The folder of `--state`, with a subfolder for each backlog.
///
/// podkeeper follows symbolic links in the path to the folder: under systemd's DynamicUser=,
/// `$STATE_DIRECTORY` is one. Inside it, podkeeper follows none: it checks the folder that it opened, and
/// reaches everything from there. Anyone who can write to the folder could make podkeeper send other samples,
/// or remove them. So its owner must be root or this user, and only they and this user's groups may write to
/// it.
///
/// There is one exception: the root of a Kubernetes volume has mode 0777. podkeeper recognizes it as the root
/// of a mounted file system without the sticky bit. `/tmp` has that bit even if it is mounted, and a folder
/// that somebody opened to all is not a mount point. Only the pod's own containers see such a volume. In it,
/// podkeeper creates a folder that only this user can access.
struct StateFolder {
  /// The folder in a volume that anyone can write to.
  static let ownName = "podkeeper"

  private let folder: OpenFolder

  /// Opens the folder. Creates it for this user only if it is missing.
  ///
  /// - Parameter say: called once per volume, after creating a folder in it.
  /// - Throws: `.untrusted` if others can write to it.
  init(_ path: String, say: (String) -> Void = { _ in }) throws(BacklogError) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw .file(FileError(path: path, code: errno, action: "create"), .cantcreat)
    }
    let found = try Self.attempt { () throws(FileError) in try OpenFolder(path) }
    let owner = try Owner(found)
    try owner.checkUser(found.path)
    guard owner.isOpenToAll, try Self.isVolumeRoot(found) else {
      try owner.checkOthers(found.path)
      folder = found
      return
    }
    let isNew = try Self.attempt { () throws(FileError) in try found.make(Self.ownName) }
    folder = try Self.own(Self.ownName, in: found)
    if isNew {
      say(
        "\(path) is a volume that anyone can write to; keeping samples in \(folder.path), for this user only")
    }
  }

  /// Opens a folder in it. Creates it for this user only if it is missing.
  func subfolder(_ name: String) throws(BacklogError) -> OpenFolder {
    _ = try Self.attempt { () throws(FileError) in try folder.make(name) }
    return try Self.own(name, in: folder)
  }

  /// Returns nil if it does not exist.
  func subfolder(ifThere name: String) throws(BacklogError) -> OpenFolder? {
    do throws(FileError) { _ = try folder.status(of: name) } catch {
      if error.isMissing { return nil }
      throw .file(error, .ioerr)
    }
    return try Self.own(name, in: folder)
  }

  private static func own(_ name: String, in parent: OpenFolder) throws(BacklogError) -> OpenFolder {
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

  private static func isVolumeRoot(_ folder: OpenFolder) throws(BacklogError) -> Bool {
    try attempt { () throws(FileError) in
      let (own, parent) = (try folder.status(), try folder.status(of: ".."))
      return own.st_mode & S_ISVTX == 0 && own.st_dev != parent.st_dev
    }
  }

  private static func attempt<Result>(
    _ action: () throws(FileError) -> Result
  ) throws(BacklogError) -> Result {
    do throws(FileError) { return try action() } catch { throw .file(error, .cantcreat) }
  }
}

/// The owner of a folder, and who may write to it.
private struct Owner {
  let user: uid_t
  let group: gid_t
  let mode: mode_t

  init(_ folder: OpenFolder) throws(BacklogError) {
    do throws(FileError) {
      let status = try folder.status()
      (user, group, mode) = (status.st_uid, status.st_gid, status.st_mode)
    } catch { throw .file(error, .cantcreat) }
  }

  var isOpenToAll: Bool { mode & S_IWOTH != 0 }

  func checkOthers(_ path: String) throws(BacklogError) {
    guard !isOpenToAll else { throw .untrusted(path, "anyone can write to it") }
    guard mode & S_IWGRP == 0 || group == 0 || Self.ownGroups.contains(group) else {
      throw .untrusted(path, "group \(group) can write to it, and this user is not in that group")
    }
  }

  func checkUser(_ path: String) throws(BacklogError) {
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
