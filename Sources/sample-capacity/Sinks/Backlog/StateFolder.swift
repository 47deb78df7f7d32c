import Glibc
import Shared

/// The folder of `--state`, with a subfolder for each backlog.
///
/// Symbolic links on the way to it are followed: under systemd's DynamicUser= `$STATE_DIRECTORY` is one. After
/// that nothing is: what was opened is judged, and all that is kept is reached from there. What others could
/// write, they could also make us send, or take away; so its owner must be root or we, and nobody may write to
/// it but them and a group of ours.
///
/// One place is open to everybody and all the same meant for us: a Kubernetes volume, whose root has mode 0777.
/// It is told by being the root of a mounted file system without the sticky bit: `/tmp` has that bit, also where
/// it is mounted, and a folder that somebody opened to all is no mount's root. Nobody but the pod's own
/// containers sees such a volume, and in it we take a folder for us alone.
struct StateFolder {
  /// In a volume that is open to everybody.
  static let ownName = "podkeeper"

  private let folder: OpenFolder

  /// Opens the folder; makes it if it is missing, for us alone.
  ///
  /// - Parameter say: is told, once for each volume, that a folder was made in it.
  /// - Throws: `.untrusted` if others may write to it.
  init(_ path: String, say: (String) -> Void = { _ in }) throws(BacklogError) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw .file(FileError(path: path, code: errno, doing: "making it"), .cantcreat)
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
        "\(path) is a volume that anybody may write to: what is kept goes into \(folder.path), for us alone")
    }
  }

  /// Makes a folder in it, for us alone, unless it is there.
  func subfolder(_ name: String) throws(BacklogError) -> OpenFolder {
    _ = try Self.attempt { () throws(FileError) in try folder.make(name) }
    return try Self.own(name, in: folder)
  }

  /// nil if it is not there.
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

/// Whose a folder is, and who may write to it.
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
    guard !isOpenToAll else { throw .untrusted(path, "anybody may write to it") }
    guard mode & S_IWGRP == 0 || group == 0 || Self.ownGroups.contains(group) else {
      throw .untrusted(path, "group \(group) may write to it, which is none of ours")
    }
  }

  func checkUser(_ path: String) throws(BacklogError) {
    let own = geteuid()
    guard user == 0 || user == own else {
      throw .untrusted(path, "it belongs to user \(user), neither to root nor to us (\(own))")
    }
  }

  private static var ownGroups: [gid_t] {
    var groups = [gid_t](repeating: 0, count: Int(max(0, getgroups(0, nil))))
    let count = getgroups(Int32(clamping: groups.count), &groups)
    return groups.prefix(Int(max(0, count))) + [getegid()]
  }
}
