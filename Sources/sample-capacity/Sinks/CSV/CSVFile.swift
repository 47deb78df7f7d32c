import Glibc
import Shared

/// An open CSV file, locked against other runs.
struct CSVFile: ~Copyable {
  /// A longer first line cannot be the header.
  private static let longestHeader = 16 << 10

  private let path: String
  private let descriptor: Int32

  init(_ path: String, _ patience: FileLock.Patience) throws(CSVError) {
    self.path = path
    // O_NONBLOCK, because opening a pipe may block forever.
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard descriptor >= 0 else {
      throw .file(.init(path: path, code: errno, action: "open"), .cantcreat)
    }
    // The lock ends with the descriptor.
    guard FileLock.take(descriptor, patience) else { throw .locked(path) }
  }

  deinit { close(descriptor) }

  /// Uses a single write, so that a kill cannot leave part of a line.
  ///
  /// - Parameters:
  ///   - lines: one or more, each with its end.
  ///   - otherHeader: the exit status if the file has another header.
  func append(_ lines: String, header: String, otherHeader: ExitStatus) throws(CSVError) {
    let size = try plainFileSize()
    var text = lines
    if size == 0 {
      text = header + lines
    } else {
      try expect(header, else: otherHeader)
      // After a line that another program left unfinished, start a new one.
      if try bytes(from: size - 1, 1) != [UInt8(ascii: "\n")] { text = CSVText.lineEnd + lines }
    }
    do throws(FileError) {
      try writeAll(Array(text.utf8), to: descriptor, path: path)
    } catch {
      ftruncate(descriptor, size)
      throw .file(error, .ioerr)
    }
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw failure("sync")
    }
  }

  private func plainFileSize() throws(CSVError) -> off_t {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("read the size of") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .file(
        .init(path: path, code: EINVAL, action: "write to", reason: "it is not a regular file"), .cantcreat)
    }
    return status.st_size
  }

  private func expect(_ header: String, else status: ExitStatus) throws(CSVError) {
    let beginning = try bytes(from: 0, Self.longestHeader)
    let line = String(decoding: beginning.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    guard beginning.contains(UInt8(ascii: "\n")), line.trimmed == header.trimmed else {
      throw .otherHeader(path, status)
    }
  }

  private func bytes(from offset: off_t, _ count: Int) throws(CSVError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = pread(descriptor, &bytes, count, offset)
    guard read >= 0 else { throw failure("read") }
    return Array(bytes[..<read])
  }

  private func failure(_ action: String) -> CSVError {
    .file(FileError(path: path, code: errno, action: action), .ioerr)
  }
}

/// Why a line could not be added to a CSV file.
enum CSVError: DiagnosedError, Equatable {
  case file(FileError, ExitStatus)
  case locked(String)
  case otherHeader(String, ExitStatus)

  var exitStatus: ExitStatus {
    switch self {
    case .file(_, let status), .otherHeader(_, let status): status
    case .locked: .tempfail
    }
  }

  var description: String {
    switch self {
    case .file(let error, _): "\(error)"
    case .locked(let path):
      "\(path): cannot add a line: another run is still writing to it; run this less often"
    case .otherHeader(let path, _):
      "\(path): cannot add a line: the header does not match this version's; move the file away to start a new one"
    }
  }
}
