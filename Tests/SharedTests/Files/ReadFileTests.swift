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

  @Test("A named pipe into which nobody writes is given up")
  func silent() throws {
    let pipe = try NamedPipe(in: TemporaryFolder())
    let error = #expect(throws: FileError.self) { try readFile(pipe.path, patience: .milliseconds(10)) }
    #expect(error?.code == ETIME)
  }

  @Test("What a pipe brings is read to its end")
  func brings() async throws {
    let pipe = try NamedPipe(in: TemporaryFolder())
    async let bytes = onOwnThread { try readFile(pipe.path, patience: .seconds(300)) }
    try await pipe.write(["one ", "two"].map { Array($0.utf8) })
    #expect(String(decoding: try await bytes, as: UTF8.self) == "one two")
  }

  @Test("A run that is to end does not wait for a pipe, also one that brought something")
  func stopped() async throws {
    let pipe = try NamedPipe(in: TemporaryFolder())
    // Both ends at once, so that what is written stays.
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

  @Test("A plain file is read also when the run is to end")
  func plain() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("file", "12345")
    #expect(try readFile(path, stopSource: Stopped()).count == 5)
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
