import Glibc
import TestSupport
import Testing

@testable import Shared

@Suite("Which file a path leads to", .timeLimit(.minutes(15)))
struct FileIdentityTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func identity(_ path: String) -> FileIdentity { FileIdentity("\(folder.path)/\(path)") }

  @Test("The same file by another name is the same, whether it is there or not", arguments: [true, false])
  func names(isThere: Bool) throws {
    if isThere { _ = try folder.write("a", "") }
    #expect(mkdir(folder.path + "/sub", 0o755) == 0)
    #expect(symlink("a", folder.path + "/link") == 0)
    #expect(symlink("../link", folder.path + "/sub/link") == 0)
    #expect(symlink(folder.path + "/a", folder.path + "/absolute") == 0)
    #expect(symlink("sub", folder.path + "/also-sub") == 0)
    let file = identity("a")
    for other in ["./a", "sub/../a", "/a", "link", "sub/link", "absolute", "also-sub/link"] {
      #expect(identity(other) == file, "\(other)")
    }
    #expect(identity("b") != file && identity("sub/a") != file)
    #expect(identity("sub/a") == identity("also-sub/a"))
  }

  @Test("A hard link is the same file")
  func hardLink() throws {
    let file = try folder.write("a", "")
    #expect(link(file, folder.path + "/b") == 0)
    #expect(identity("a") == identity("b"))
  }

  @Test("Where there is no folder, and where links go round, nothing can be written: each path is its own")
  func nowhere() {
    #expect(identity("none/a") != identity("none/b"))
    #expect(symlink("round", folder.path + "/round") == 0)
    #expect(identity("round") != identity("a"))
  }
}
