import Foundation
import Synchronization

/// A terminal for programs under test: the test sees what they write, resizes it and types.
public final class PseudoTerminal: Sendable {
  /// `TIOCSPTLCK` and `TIOCGPTN`
  private static let (lock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

  private let master: Int32
  let slave: Int32
  private let written = Mutex<[UInt8]>([])
  private let ended = Mutex(false)

  /// - Parameter columns: its width.
  public init(columns: Int = 80) throws {
    // posix_openpt(3) and its companions are not in Swift's Glibc.
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (locks, number): (Int32, UInt32) = (0, 0)
    guard master >= 0, ioctl(master, Self.lock, &locks) == 0, ioctl(master, Self.number, &number) == 0 else {
      throw CannotOpen(path: "a pseudo-terminal", code: errno)
    }
    let name = "/dev/pts/\(number)"
    slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard slave >= 0 else { throw CannotOpen(path: name, code: errno) }
    resize(columns: columns)
    Thread.detachNewThread { [self] in
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = read(master, &buffer, buffer.count)
        if count <= 0 { return }
        written.withLock { $0 += buffer[..<count] }
      }
    }
  }

  /// Everything that was written so far, with escape sequences.
  public var text: String { written.withLock { String(decoding: $0, as: UTF8.self) } }

  /// The lines that are left on the screen.
  public var screen: [String] { TerminalScreen(text).lines }

  public func resize(columns: Int) {
    var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Types keys; `\u{3}` is Ctrl-C.
  public func type(_ keys: String) { _ = write(master, keys, keys.utf8.count) }

  /// Whether the program has ended.
  public var hasEnded: Bool { ended.withLock { $0 } }

  /// Waits until the program has written this.
  public func wait(for part: String) async throws { try await waitUntil { text.contains(part) } }

  /// Runs a program whose controlling terminal this is.
  ///
  /// - Parameters:
  ///   - output: standard output, if it is not this terminal.
  ///   - whileItRuns: called while the program runs.
  /// - Returns: the exit code, or the number of the signal that ended the program, which setsid(1) returns so.
  public func run(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], output: FileHandle? = nil,
    whileItRuns: () async throws -> Void = {}
  ) async throws -> Int32 {
    let process = Process()
    // setsid(1) makes its standard input the controlling terminal, and returns the program's exit code.
    process.executableURL = URL(filePath: "/usr/bin/setsid")
    process.arguments = ["--ctty", "--wait", program] + arguments
    var variables = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "CLICOLOR_FORCE"] { variables[name] = nil }
    variables["TERM"] = "xterm-256color"
    process.environment = variables.merging(environment) { $1 }
    let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    process.standardInput = terminal
    process.standardOutput = output ?? terminal
    process.standardError = terminal
    process.terminationHandler = { [self] _ in ended.withLock { $0 = true } }
    try process.run()
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    try await whileItRuns()
    try await waitUntil { hasEnded }
    // What was written last may still be on its way.
    let mark = "\u{1F}end of the program\u{1F}"
    _ = write(slave, mark, mark.utf8.count)
    try await wait(for: mark)
    written.withLock { $0.removeLast(mark.utf8.count) }
    return process.terminationStatus
  }
}

/// What a terminal shows: the few sequences that podkeeper uses, without a limit for the width.
public struct TerminalScreen {
  public private(set) var lines: [String] = []

  public init(_ text: String) {
    var (line, column): ([Character], Int) = ([], 0)
    // "\r\n" is one Character.
    var rest = Array(text.unicodeScalars.map(Character.init))[...]
    while let character = rest.popFirst() {
      switch character {
      case "\n":
        lines.append(String(line))
        (line, column) = ([], 0)
      case "\r": column = 0
      case "\u{1B}":
        guard rest.first == "[" else { continue }
        let sequence = rest.prefix { !$0.isLetter }
        rest = rest.dropFirst(sequence.count)
        if rest.popFirst() == "K" { line.removeLast(max(0, line.count - column)) }
      default:
        if column < line.count { line[column] = character } else { line.append(character) }
        column += 1
      }
    }
    lines.append(String(line))
  }
}
