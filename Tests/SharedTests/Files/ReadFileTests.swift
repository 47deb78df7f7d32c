import Glibc
import TestSupport
import Testing

@testable import Shared

@Suite("Reading files", .timeLimit(.minutes(15)))
struct ReadFileTests {
  private static func pipe(in folder: TemporaryFolder) throws -> String {
    let path = folder.path + "/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    return path
  }

  @Test("A named pipe into which nobody writes is given up")
  func silent() throws {
    let folder = try TemporaryFolder()
    let path = try Self.pipe(in: folder)
    let error = #expect(throws: FileError.self) { try readFile(path, patience: 10) }
    #expect(error?.code == ETIME)
  }

  @Test("What a pipe brings is read to its end")
  func brings() async throws {
    let folder = try TemporaryFolder()
    let path = try Self.pipe(in: folder)
    async let written: Void = onOwnThread {
      let descriptor = open(path, O_WRONLY)
      for piece in ["one ", "two"] { try writeAll(Array(piece.utf8), to: descriptor, path: path) }
      close(descriptor)
    }
    let bytes = try await onOwnThread { try readFile(path) }
    try await written
    #expect(String(decoding: bytes, as: UTF8.self) == "one two")
  }

  @Test("A file that is larger than it may be is refused")
  func limit() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("file", "12345")
    #expect(try readFile(path, limit: 5).count == 5)
    #expect(throws: FileError(path: path, code: 0, doing: "reading it")) { try readFile(path, limit: 4) }
    #expect(throws: FileError.self) { try readFile("/dev/zero") }
    #expect(try readFile("/dev/null").isEmpty)
  }
}
