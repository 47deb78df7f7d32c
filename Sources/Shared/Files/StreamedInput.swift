import Glibc

/// A file's bytes, which may arrive slowly through a pipe. Waits watch the stop source, because its signals are
/// blocked and would not end a wait themselves.
struct StreamedInput: ~Copyable {
  private static let chunkSize = 256 << 10

  private let path: String
  private let descriptor: Int32
  private let stopSource: (any StopSource)?

  /// - Parameter path: `-` for standard input.
  init(_ path: String, stopSource: (any StopSource)?) throws(FileError) {
    self.path = path
    self.stopSource = stopSource
    // O_NONBLOCK: do not wait here for a named pipe's writer.
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw FileError(path: path, code: errno, action: "open")
    }
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  /// - Throws: `InputStopped`, `FileError`, and what the body throws.
  func read(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
    while true {
      try wait()
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        throw FileError(path: path, code: errno, action: "read")
      }
      if count == 0 { return }
      try chunk.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  private func wait() throws(InputStopped) {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    repeat {
      if let stopSource, stopSource.state(at: .now) != .running {
        throw InputStopped()
      }
    } while poll(&wanted, 1, stopSource == nil ? -1 : Int32(longestPoll.wholeMilliseconds)) == 0
  }
}

/// Reads all of standard input, unless the run has to end first.
///
/// - Parameter limit: in bytes; more is refused.
/// - Throws: `InputStopped` if the run has to end, and `FileError`.
public func readStandardInput(limit: Int, stopSource: (any StopSource)?) throws -> [UInt8] {
  var bytes: [UInt8] = []
  try StreamedInput("-", stopSource: stopSource).read { piece in
    bytes.append(contentsOf: piece)
    guard bytes.count <= limit else { throw FileError(path: "standard input", code: 0, action: "read") }
  }
  return bytes
}

/// The run had to end before the input did.
public struct InputStopped: DiagnosedError, Equatable {
  public var exitStatus: ExitStatus { .tempfail }
  public var description: String { "a signal or the deadline came before its end" }
}
