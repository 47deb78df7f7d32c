import Glibc
import TestSupport
import Testing

@testable import Shared

@Suite("Open folders", .timeLimit(.minutes(15)))
struct OpenFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("An open folder stays the same when its path is replaced")
  func renamed() throws {
    let path = folder.path + "/a"
    #expect(mkdir(path, 0o700) == 0)
    let open = try OpenFolder(path)
    #expect(rename(path, folder.path + "/b") == 0)
    #expect(symlink("/nonexistent", path) == 0)
    try AtomicFile.write([7], to: "file", in: open)
    #expect(try open.names() == ["file"])
    #expect(try readFile(folder.path + "/b/file") == [7])
    #expect(try open.read("file", limit: 1) == [7])
    #expect(try open.remove("file") && !open.remove("file"))
  }

  @Test("Symlinks in the folder's path are followed, symlinks in the folder are not")
  func links() throws {
    let secret = try folder.write("secret", "s")
    #expect(mkdir(folder.path + "/a", 0o700) == 0)
    #expect(symlink("a", folder.path + "/link") == 0)
    #expect(symlink(secret, folder.path + "/a/file") == 0)
    #expect(symlink(folder.path, folder.path + "/a/up") == 0)
    let open = try OpenFolder(folder.path + "/link")
    #expect(throws: FileError.self) { try open.read("file", limit: 10) }
    #expect(throws: FileError.self) { try OpenFolder("up", in: open) }
    #expect(throws: FileError.self) { try open.open("file", O_RDWR | O_CREAT, mode: 0o600) }
    try AtomicFile.write([7], to: "file", in: open)
    #expect(try readFile(secret) == Array("s".utf8))
    #expect(try open.read("file", limit: 10) == [7])
  }

  @Test("Errors about large or missing files contain the path")
  func errors() throws {
    let file = try folder.write("file", "123")
    let open = try OpenFolder(folder.path)
    #expect(throws: FileError(path: file, code: 0, action: "read")) { try open.read("file", limit: 2) }
    #expect(throws: FileError(path: folder.path + "/none", code: ENOENT, action: "open")) {
      try open.read("none", limit: 2)
    }
    #expect(try open.make("sub") && !open.make("sub"))
    #expect(try OpenFolder("/").path("x") == "/x")
  }
}
