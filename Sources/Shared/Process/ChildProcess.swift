import Glibc

/// Runs another program to its end, with no input, bounded output, bounded time, its own process group, default
/// signal handling, and none of this process's file descriptors.
struct ChildProcess {
  /// How it ended and what it wrote.
  struct Outcome {
    /// `waitpid`'s status; 0 is success.
    let status: Int32
    let output: [UInt8]
    /// The beginning of what it wrote to stderr.
    let complaint: String

    /// Why it failed, for messages.
    var failure: String {
      let signal = status & 0x7f
      let how = signal == 0 ? "exited with status \(status >> 8 & 0xff)" : "was killed by signal \(signal)"
      return complaint.isEmpty ? how : "\(how): \(complaint.withoutCredentials)"
    }
  }

  enum Failure: Error, CustomStringConvertible {
    case cannotStart(code: Int32)
    case timedOut(Duration)
    case tooMuchOutput
    case stopped

    var description: String {
      switch self {
      case .cannotStart(let code): "could not be started: \(String(cString: strerror(code)))"
      case .timedOut(let limit): "took longer than \(limit.components.seconds) s and was killed"
      case .tooMuchOutput: "wrote too much output and was killed"
      case .stopped: "was killed: a signal or the deadline came first"
      }
    }
  }

  static let outputLimit = 1 << 20
  static let complaintLimit = 2_000

  let path: String
  /// Including the program's name.
  let arguments: [String]
  let environment: [String: String]

  /// Blocks until the program has ended. Does not wait for background processes that it leaves behind.
  ///
  /// - Parameter stopSource: ends the wait. Its signals are blocked and would not end it themselves.
  func run(timeout: Duration, stopSource: (any StopSource)? = nil) throws(Failure) -> Outcome {
    var output = try OutputPipe(limit: Self.outputLimit)
    var complaint = try OutputPipe(limit: Self.complaintLimit)
    let pid = try spawn(output: output.writeEnd, complaint: complaint.writeEnd)
    output.closeWriteEnd()
    complaint.closeWriteEnd()
    let deadline = ContinuousClock.now.advanced(by: timeout)
    while true {
      wait(output.readEnd, complaint.readEnd)
      let status = endOf(pid)
      output.drain()
      complaint.drain()
      if let status {
        return Outcome(status: status, output: output.bytes, complaint: complaint.text)
      }
      if let stopSource, stopSource.state(at: .now) != .running { throw stop(pid, .stopped) }
      if output.isOverfull { throw stop(pid, .tooMuchOutput) }
      if ContinuousClock.now > deadline { throw stop(pid, .timedOut(timeout)) }
    }
  }

  /// Waits until one of them is readable, for at most a tenth of a second: the program may have ended while another
  /// process holds its output open.
  private func wait(_ output: Int32, _ complaint: Int32) {
    var watched = [output, complaint].filter { $0 >= 0 }
      .map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    poll(&watched, nfds_t(watched.count), watched.isEmpty ? 2 : 100)
  }

  /// Its exit status, if it has ended. A failure if there is no status because SIGCHLD is ignored.
  private func endOf(_ pid: pid_t) -> Int32? {
    var status: Int32 = 0
    switch waitpid(pid, &status, WNOHANG) {
    case pid: return status
    case -1 where errno != EINTR: return 0xff00
    default: return nil
    }
  }

  private func stop(_ pid: pid_t, _ failure: Failure) -> Failure {
    kill(-pid, SIGKILL)
    while waitpid(pid, nil, 0) < 0, errno == EINTR {}
    return failure
  }

  private func spawn(output: Int32, complaint: Int32) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, complaint, 2)
    for descriptor in openDescriptors() { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    resetSignals(&attributes)
    var pid: pid_t = 0
    let code = withCStrings(arguments) { argv in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }.sorted()) { envp in
        posix_spawn(&pid, path, &actions, &attributes, argv, envp)
      }
    }
    guard code == 0 else { throw .cannotStart(code: code) }
    return pid
  }

  /// Otherwise the child would inherit the signal mask and ignored signals.
  private func resetSignals(_ attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(flags))
  }
}

/// The descriptors above stderr. libcurl's sockets are not close-on-exec.
private func openDescriptors() -> [Int32] {
  let names = (try? folderNames("/proc/self/fd")) ?? []
  return names.compactMap { Int32($0) }.filter { $0 > STDERR_FILENO }
}

/// Calls `body` with a null-terminated array of C strings.
private func withCStrings<Result>(
  _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
  defer { pointers.forEach { free($0) } }
  return pointers.withUnsafeMutableBufferPointer { buffer in
    // Never nil: the buffer holds at least the terminator.
    buffer.baseAddress.map(body).unsafelyUnwrapped
  }
}

/// A pipe from a child process, and what arrived through it, up to a limit.
struct OutputPipe: ~Copyable {
  /// -1 after end of file.
  private(set) var readEnd: Int32
  private(set) var writeEnd: Int32
  private(set) var bytes: [UInt8] = []
  private(set) var isOverfull = false
  private let limit: Int

  /// - Parameter limit: in bytes; the rest is read and dropped.
  init(limit: Int) throws(ChildProcess.Failure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .cannotStart(code: errno) }
    (readEnd, writeEnd) = (ends[0], ends[1])
    self.limit = limit
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // Only the read end: the child's must block.
    _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
  }

  deinit { [readEnd, writeEnd].filter { $0 >= 0 }.forEach { close($0) } }

  mutating func closeWriteEnd() {
    close(writeEnd)
    writeEnd = -1
  }

  /// Reads what is available without waiting.
  mutating func drain() {
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    while readEnd >= 0 {
      let count = read(readEnd, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN { return }
      guard count > 0 else {
        close(readEnd)
        readEnd = -1
        return
      }
      keep(chunk[..<count])
    }
  }

  /// The bytes as one line, without control characters.
  var text: String { String(decoding: bytes, as: UTF8.self).withoutControlCharacters.trimmed }

  private mutating func keep(_ chunk: ArraySlice<UInt8>) {
    bytes += chunk.prefix(limit - bytes.count)
    if bytes.count == limit { isOverfull = true }
  }
}

extension String {
  /// Replaces what looks like a credential with `***`. For the stderr of credential programs: a failing one may print
  /// a credential that this process never received.
  var withoutCredentials: String {
    let key = #/-----BEGIN [A-Z ]*PRIVATE KEY-----.*/#.dotMatchesNewlines()
    let named = #/((?:token|password|secret|key)["']?\s*[:=]\s*["']?|(?:bearer|basic)\s+)[^\s"',;]+/#
      .ignoresCase()
    // Matches base64, hexadecimal digits, and the parts of a JSON web token.
    let random = #/[A-Za-z0-9_+~\/.\-]*[A-Za-z0-9_+~\-]{20,}[A-Za-z0-9_+~\/.=\-]*/#
    return replacing(key) { _ in "***" }
      .replacing(named) { "\($0.1)***" }
      .replacing(random) { $0.0.count(where: \.isNumber) < 2 ? $0.0 : "***" }
  }
}
