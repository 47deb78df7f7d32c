import Glibc
import TestSupport
import Testing

@testable import Shared

@Suite("The identity of a file", .timeLimit(.minutes(15)))
struct FileIdentityTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func identity(_ path: String) -> FileIdentity { FileIdentity("\(folder.path)/\(path)") }

  @Test("Two paths to the same file are equal, whether or not the file exists", arguments: [true, false])
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

  @Test("Paths in a missing folder or through a symlink loop are all different")
  func nowhere() {
    #expect(identity("none/a") != identity("none/b"))
    #expect(symlink("round", folder.path + "/round") == 0)
    #expect(identity("round") != identity("a"))
  }
}
