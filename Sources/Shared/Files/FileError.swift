import Glibc

/// Why a file could not be read or written.
public struct FileError: DiagnosedError, Equatable {
  public let path: String
  /// The C library's error number; 0 if the file is too large, `ECANCELED` if the run had to end first.
  public let code: Int32
  public let doing: String

  public init(path: String, code: Int32, doing: String) {
    self.path = path
    self.code = code
    self.doing = doing
  }

  /// For an output. Callers that read inputs choose their own.
  public var exitStatus: ExitStatus { code == ETIME || wasStopped ? .tempfail : .ioerr }

  /// Whether the only problem is that the run had to end first.
  public var wasStopped: Bool { code == ECANCELED }

  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  public var description: String { "\(path): \(problem)" }

  /// The description without the path.
  public var problem: String {
    "\(why), while \(doing)"
  }

  private var why: String {
    switch code {
    case 0: "it is too large"
    case ECANCELED: "a signal or the deadline came first"
    default: String(cString: strerror(code))
    }
  }
}
