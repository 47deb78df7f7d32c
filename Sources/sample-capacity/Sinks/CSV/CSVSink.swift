import Glibc
import Shared

/// A table that gets a line a sample, as RFC 4180 writes it.
struct CSVSink {
  let path: String

  /// - Parameter patience: how long another run may keep the file to itself.
  /// - Throws: `CSVError`; the file is then as it was.
  func write(_ sample: CapacitySample, cluster: String, _ patience: FileLock.Patience) throws(CSVError) {
    let file = try CSVFile(path, patience)
    try file.append(CSVRow.line(sample, cluster: cluster), header: CSVRow.header)
  }
}

extension CSVSink: Sink {
  static let form = "csv:FILE"

  init(_ path: String, _ options: DestinationOptions) { self.init(path: path) }

  var name: String { "csv:\(path)" }
  var file: String? { path }
  var turn: SinkTurn { .file }

  func write(_ input: SinkInput) throws -> DestinationResult {
    try write(input.sample, cluster: input.cluster, input.patience)
    return DestinationResult(to: name, points: input.values.count)
  }
}

/// An open table that nobody else writes to.
private struct CSVFile: ~Copyable {
  /// A first line that is longer is none of ours.
  private static let longestHeader = 16 << 10

  private let path: String
  private let descriptor: Int32

  init(_ path: String, _ patience: FileLock.Patience) throws(CSVError) {
    self.path = path
    // O_NONBLOCK: a pipe may keep its opener waiting for ever.
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o644)
    guard descriptor >= 0 else {
      throw .file(.init(path: path, code: errno, doing: "opening it"), .cantcreat)
    }
    // The lock ends with the descriptor.
    guard FileLock.take(descriptor, patience) else { throw .locked(path) }
  }

  deinit { close(descriptor) }

  /// One write, so that a kill leaves no half a line.
  func append(_ line: String, header: String) throws(CSVError) {
    let size = try plainFileSize()
    var text = line
    if size == 0 {
      text = header + line
    } else {
      try expect(header)
      // A line that somebody else left unfinished stays what it is, and ours is whole.
      if try bytes(from: size - 1, 1) != [UInt8(ascii: "\n")] { text = CSVRow.lineEnd + line }
    }
    do throws(FileError) {
      try writeAll(Array(text.utf8), to: descriptor, path: path)
    } catch {
      ftruncate(descriptor, size)
      throw .file(error, .ioerr)
    }
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw failure("writing it to the disk")
    }
  }

  private func plainFileSize() throws(CSVError) -> off_t {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("asking for its size") }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .file(.init(path: path, code: EINVAL, doing: "looking for a plain file"), .cantcreat)
    }
    return status.st_size
  }

  private func expect(_ header: String) throws(CSVError) {
    let beginning = try bytes(from: 0, Self.longestHeader)
    let line = String(decoding: beginning.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    guard beginning.contains(UInt8(ascii: "\n")), line.trimmed == header.trimmed else {
      throw .otherHeader(path)
    }
  }

  private func bytes(from offset: off_t, _ count: Int) throws(CSVError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = pread(descriptor, &bytes, count, offset)
    guard read >= 0 else { throw failure("reading it") }
    return Array(bytes[..<read])
  }

  private func failure(_ doing: String) -> CSVError {
    .file(FileError(path: path, code: errno, doing: doing), .ioerr)
  }
}

/// Why a line could not be added to a table.
enum CSVError: DiagnosedError, Equatable {
  case file(FileError, ExitStatus)
  case locked(String)
  case otherHeader(String)

  var exitStatus: ExitStatus {
    switch self {
    case .file(_, let status): status
    case .locked: .tempfail
    case .otherHeader: .cantcreat
    }
  }

  var description: String {
    switch self {
    case .file(let error, _): "\(error)"
    case .locked(let path):
      "\(path): another run is writing to it, while waiting to add a line; run it less often"
    case .otherHeader(let path):
      "\(path): its first line is not the header that belongs to this version, while adding a line; "
        + "move the file away, and a new one is begun"
    }
  }
}
