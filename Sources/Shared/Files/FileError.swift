import Glibc

/// Why a file could not be read or written.
public struct FileError: DiagnosedError, Equatable {
  public let path: String
  /// The C library's error number; 0 when the file was larger than allowed.
  public let code: Int32
  public let doing: String

  public init(path: String, code: Int32, doing: String) {
    self.path = path
    self.code = code
    self.doing = doing
  }

  /// Of an output. Whoever reads an input knows better.
  public var exitStatus: ExitStatus { .ioerr }

  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  public var description: String { "\(path): \(problem)" }

  /// The description without the path.
  public var problem: String {
    let why = code == 0 ? "it is larger than it may be" : String(cString: strerror(code))
    return "\(why), while \(doing)"
  }
}
