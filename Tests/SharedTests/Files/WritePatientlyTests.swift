import Foundation
import TestSupport
import Testing

@testable import Shared

@Suite("Writing to a reader that may stall", .timeLimit(.minutes(15)))
struct WritePatientlyTests {
  /// More bytes than a pipe holds.
  private static let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) }

  private final class Pipe {
    let readEnd: Int32
    let writeEnd: Int32

    init(doesNotBlock: Bool) throws {
      var ends: [Int32] = [-1, -1]
      try #require(pipe(&ends) == 0)
      (readEnd, writeEnd) = (ends[0], ends[1])
      _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
      _ = fcntl(writeEnd, F_SETFL, doesNotBlock ? O_NONBLOCK : 0)
    }

    deinit { [readEnd, writeEnd].forEach { close($0) } }

    /// Reads the bytes that are available now.
    func read() -> [UInt8] {
      var chunk = [UInt8](repeating: 0, count: 100_000)
      let count = Glibc.read(readEnd, &chunk, chunk.count)
      return Array(chunk.prefix(max(0, count)))
    }
  }

  private static let later: ContinuousClock.Instant = .now + .seconds(300)

  @Test("All bytes arrive, whether or not the pipe is O_NONBLOCK", arguments: [true, false])
  func whole(doesNotBlock: Bool) throws {
    let pipe = try Pipe(doesNotBlock: doesNotBlock)
    var received: [UInt8] = []
    // The reader reads while the writer waits.
    let written = try writePatiently(Self.bytes, to: pipe.writeEnd, path: "x") {
      received += pipe.read()
      return Self.later
    }
    received += pipe.read()
    #expect(written == Self.bytes.count)
    #expect(received == Self.bytes)
  }

  @Test("A stalled reader gets only what the pipe had room for", arguments: [true, false])
  func stalled(doesNotBlock: Bool) throws {
    let pipe = try Pipe(doesNotBlock: doesNotBlock)
    let written = try writePatiently(Self.bytes, to: pipe.writeEnd, path: "x") { .now }
    #expect(written == 65_536)
    #expect(pipe.read() == Array(Self.bytes[..<written]))
  }

  @Test("A failed write is an error")
  func errors() throws {
    let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
    let readOnly = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { [full, readOnly].forEach { close($0) } }
    let expected = FileError(path: "x", code: ENOSPC, action: "write to")
    #expect(throws: expected) { try writePatiently([1], to: full, path: "x") { Self.later } }
    #expect(throws: FileError(path: "x", code: EBADF, action: "write to")) {
      try writePatiently([1], to: readOnly, path: "x") { Self.later }
    }
  }

  @Test("If nobody reads standard output in time, the exit code is 75, not 74")
  func standardOutput() throws {
    let pipe = try Pipe(doesNotBlock: false)
    let output = StandardOutput(pipe.writeEnd, until: { .now })
    let error = #expect(throws: FileError.self) {
      for _ in 0..<3 { try output.write(line: String(repeating: "x", count: 65_000)) }
      try output.flush()
    }
    #expect(error?.exitStatus == .tempfail)
    #expect(error?.description == "cannot write to standard output: nobody read it in time")
  }

  @Test("Lost messages are counted, and the next message begins on a new line")
  func messages() throws {
    let pipe = try Pipe(doesNotBlock: false)
    // Nothing may wait, because the last moment has passed.
    let output = MessageOutput(pipe.writeEnd, interruption: Interruption(deadline: .seconds(-60)))
    output.write("first\n")
    #expect(pipe.read() == Array("first\n".utf8))
    output.write(String(decoding: repeatElement(UInt8(ascii: "x"), count: 70_000), as: UTF8.self))
    output.write("lost\n")
    #expect(output.lost == 2)
    #expect(pipe.read().count == 65_536)
    output.write("found\n")
    output.write("last\n")
    #expect(output.lost == 2)
    #expect(pipe.read() == Array("\nfound\nlast\n".utf8))
  }
}
