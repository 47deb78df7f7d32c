import Foundation

/// A running program. The test sends it signals and decides what happens to its output.
public final class StartedProgram {
  /// A pipe for standard output or standard error.
  public struct Output: Sendable {
    public let readEnd: Int32
    let writeEnd: Int32

    /// - Parameters:
    ///   - doesNotBlock: whether the program's end is `O_NONBLOCK`.
    ///   - isFull: whether the pipe is full from the start.
    public init(doesNotBlock: Bool = false, isFull: Bool = false) throws {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { throw CannotOpen(path: "a pipe", code: errno) }
      (readEnd, writeEnd) = (ends[0], ends[1])
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      _ = fcntl(writeEnd, F_SETFL, O_NONBLOCK)
      if isFull { while write(writeEnd, "x", 1) == 1 {} }
      if !doesNotBlock { _ = fcntl(writeEnd, F_SETFL, 0) }
    }

    /// How many bytes are in the pipe.
    public var waiting: Int {
      var count: Int32 = 0
      _ = ioctl(readEnd, UInt(FIONREAD), &count)
      return Int(count)
    }

    /// Reads to the end, which comes when the program has closed its end.
    public func text() async throws -> String {
      try await onOwnThread { [readEnd] in
        let bytes = try FileHandle(fileDescriptor: readEnd, closeOnDealloc: true).readToEnd() ?? Data()
        return String(decoding: bytes, as: UTF8.self)
      }
    }
  }

  private let process = Process()

  public init(
    _ path: String, _ arguments: [String], environment: [String: String] = [:], output: Output, error: Output
  ) throws {
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(fileDescriptor: output.writeEnd, closeOnDealloc: false)
    process.standardError = FileHandle(fileDescriptor: error.writeEnd, closeOnDealloc: false)
    try process.run()
    close(output.writeEnd)
    close(error.writeEnd)
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Whether a signal was sent but not yet delivered.
  public func isPending(_ signal: Int32) -> Bool {
    let path = "/proc/\(process.processIdentifier)/status"
    guard let status = try? String(contentsOfFile: path, encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("ShdPnd:") }),
      let pending = line.split(whereSeparator: \.isWhitespace).last.flatMap({ UInt64($0, radix: 16) })
    else { return false }
    return pending & (1 << UInt64(signal - 1)) != 0
  }

  /// Waits for the end. Returns the exit code, or 128 plus the number of the signal that ended the program.
  /// Kills the program after five minutes, which returns 137.
  public func end() async throws -> Int32 {
    let limit = ContinuousClock.now + .seconds(300)
    while process.isRunning {
      if .now > limit { send(SIGKILL) }
      try await Task.sleep(for: .milliseconds(20))
    }
    let isSignal = process.terminationReason == .uncaughtSignal
    return (isSignal ? 128 : 0) + process.terminationStatus
  }
}
