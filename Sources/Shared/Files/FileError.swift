import Glibc

/// Why a file could not be read or written.
public struct FileError: DiagnosedError, Equatable {
  public let path: String
  /// The C library's error number; 0 if the file is too large, `ECANCELED` if the run had to end first.
  public let code: Int32
  /// What failed, in words that go before the path: `open`, `list the files in`.
  public let action: String
  /// Why it failed, if the error number does not say it well.
  private let reason: String?

  public init(path: String, code: Int32, action: String, reason: String? = nil) {
    self.path = path
    self.code = code
    self.action = action
    self.reason = reason
  }

  /// For an output. Callers that read inputs choose their own.
  public var exitStatus: ExitStatus { code == ETIME || wasStopped ? .tempfail : .ioerr }

  /// Whether the only problem is that the run had to end first.
  public var wasStopped: Bool { code == ECANCELED }

  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  public var description: String { "cannot \(action) \(path): \(problem)" }

  /// The reason alone.
  public var problem: String {
    if let reason { return reason }
    return switch code {
    case 0: "it is too large"
    case ECANCELED: "a signal or the deadline came first"
    default: String(cString: strerror(code))
    }
  }
}
