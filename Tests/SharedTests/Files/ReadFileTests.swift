import Glibc
import TestSupport
import Testing

@testable import Shared

@Suite("Reading files", .timeLimit(.minutes(15)))
struct ReadFileTests {
  private final class Stopped: StopSource {
    func state(at now: ContinuousClock.Instant) -> StopState { .stopping }
    var nextChange: ContinuousClock.Instant? { nil }
  }

  @Test("Reading a named pipe without a writer stops when the run ends")
  func silent() throws {
    let pipe = try NamedPipe(in: TemporaryFolder())
    let error = #expect(throws: FileError.self) { try readFile(pipe.path, patience: .milliseconds(10)) }
    #expect(error?.code == ETIME)
  }

  @Test("A pipe is read to its end")
  func brings() async throws {
    let pipe = try NamedPipe(in: TemporaryFolder())
    async let bytes = onOwnThread { try readFile(pipe.path, patience: .seconds(300)) }
    try await pipe.write(["one ", "two"].map { Array($0.utf8) })
    #expect(String(decoding: try await bytes, as: UTF8.self) == "one two")
  }

  @Test("Reading a pipe stops when the run ends, even after some bytes arrived")
  func stopped() async throws {
    let pipe = try NamedPipe(in: TemporaryFolder())
    // Opening both ends at once keeps the written bytes in the pipe.
    let descriptor = open(pipe.path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
    defer { close(descriptor) }
    for text in ["", "some"] {
      try writeAll(Array(text.utf8), to: descriptor, path: pipe.path)
      let error = #expect(throws: FileError.self) {
        try readFile(pipe.path, patience: .seconds(300), stopSource: Stopped())
      }
      #expect(error?.wasStopped == true)
      #expect(error?.exitStatus == .tempfail)
    }
  }

  @Test("A regular file is read even when the run is ending")
  func plain() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("file", "12345")
    #expect(try readFile(path, stopSource: Stopped()).count == 5)
  }

  @Test("A file over the size limit is an error")
  func limit() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("file", "12345")
    #expect(try readFile(path, limit: 5).count == 5)
    #expect(throws: FileError(path: path, code: 0, action: "read")) { try readFile(path, limit: 4) }
    #expect(throws: FileError.self) { try readFile("/dev/zero") }
    #expect(try readFile("/dev/null").isEmpty)
  }
}
