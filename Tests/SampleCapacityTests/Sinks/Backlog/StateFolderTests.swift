import Foundation
import Glibc
import Shared
import TestSupport
import Testing

@testable import sample_capacity

@Suite("The folder of --state", .timeLimit(.minutes(15)))
struct StateFolderTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/state"
  }

  private func make(_ mode: mode_t) {
    #expect(mkdir(path, 0o700) == 0 && chmod(path, mode) == 0)
  }

  private func mode(_ path: String) throws -> Int {
    try #require(
      FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
    ).intValue
  }

  @Test("It is created for this user only, and so are the folders in it")
  func made() throws {
    _ = try StateFolder(path).subfolder("a")
    #expect(try mode(path) == 0o700 && mode(path + "/a") == 0o700)
    #expect(try StateFolder(path).subfolder(ifThere: "a") != nil)
    #expect(try StateFolder(path).subfolder(ifThere: "b") == nil)
    #expect(!FileManager.default.fileExists(atPath: path + "/b"))
  }

  @Test("A link to it, as systemd creates one, is followed")
  func link() throws {
    make(0o755)
    #expect(symlink("state", folder.path + "/link") == 0)
    _ = try StateFolder(folder.path + "/link").subfolder("a")
    #expect(FileManager.default.fileExists(atPath: path + "/a"))
  }

  @Test("Others may read it, and this user's groups may write to it", arguments: [0o755, 0o2770, 0o775])
  func modes(mode: mode_t) throws {
    make(mode)
    _ = try StateFolder(path).subfolder("a")
  }

  @Test("A folder that anyone can write to is refused: 78", arguments: [0o777, 0o1777, 0o703])
  func openToAll(mode: mode_t) throws {
    make(mode)
    let error = #expect(throws: BacklogError.self) { try StateFolder(path) }
    #expect(error == .untrusted(path, "anyone can write to it"))
    #expect(error?.exitStatus == .config)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [])
  }

  @Test("Inside it, links and folders that anyone can write to are refused: 78")
  func inside() throws {
    let state = try StateFolder(path)
    #expect(symlink("/tmp", path + "/link") == 0)
    #expect(mkdir(path + "/open", 0o700) == 0 && chmod(path + "/open", 0o777) == 0)
    for name in ["link", "open"] {
      let error = #expect(throws: BacklogError.self) { try state.subfolder(name) }
      #expect(error?.exitStatus == .config)
      let other = #expect(throws: BacklogError.self) { try state.subfolder(ifThere: name) }
      #expect(other == error)
    }
  }

  @Test(
    "A folder of another user, or one that a foreign group can write to, is refused: 78",
    .enabled(if: geteuid() == 0, "takes root"),
    arguments: [(4711, 0, 0o700, "user 4711"), (0, 4711, 0o770, "group 4711")]
      as [(uid_t, gid_t, mode_t, String)])
  func others(user: uid_t, group: gid_t, mode: mode_t, why: String) throws {
    make(mode)
    #expect(chown(path, user, group) == 0)
    let error = #expect(throws: BacklogError.self) { try StateFolder(path) }
    #expect(error?.exitStatus == .config && error?.description.contains(why) == true)
  }

  @Test("A folder that cannot be created is 73")
  func unmakeable() throws {
    _ = try folder.write("file", "")
    for path in ["file", "file/x", "none/x"] {
      let error = #expect(throws: BacklogError.self) { try StateFolder("\(folder.path)/\(path)") }
      #expect(error?.exitStatus == .cantcreat)
    }
  }
}
