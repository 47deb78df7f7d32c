import Foundation
import Glibc

/// A FIFO for a test. The test opens its ends so that it never waits for the other side.
public struct NamedPipe: Sendable {
  public let path: String
  private let folder: TemporaryFolder

  public init(in folder: TemporaryFolder, _ name: String = "pipe") throws {
    self.folder = folder
    path = folder.path + "/" + name
    guard mkfifo(path, 0o600) == 0 else { throw CannotOpen(path: path, code: errno) }
  }

  /// Writes the pieces once the pipe is opened for reading, and closes it.
  public func write(_ pieces: [[UInt8]]) async throws {
    let descriptor = try await openForWriting()
    defer { close(descriptor) }
    for piece in pieces {
      var rest = piece[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 { rest = rest.dropFirst(count) } else { try await Task.sleep(for: .milliseconds(10)) }
        guard count > 0 || errno == EAGAIN else { throw CannotOpen(path: path, code: errno) }
      }
    }
  }

  /// The writing end, which does not block. While it is open, the reader waits.
  public func openForWriting() async throws -> Int32 {
    var descriptor: Int32 = -1
    try await waitUntil {
      descriptor = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 || errno == ENXIO else { throw CannotOpen(path: path, code: errno) }
      return descriptor >= 0
    }
    return descriptor
  }
}

public struct CannotOpen: Error {
  public let path: String
  public let code: Int32
}
