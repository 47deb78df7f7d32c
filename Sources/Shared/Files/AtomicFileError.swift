/// Why a file could not be replaced.
public struct AtomicFileError: DiagnosedError, Equatable {
  public enum Kind: Sendable {
    /// Its folder does not take it.
    case cannotBeMade
    /// It was made, but the bytes did not get into it.
    case cannotBeWritten
  }

  public let kind: Kind
  public let cause: FileError

  init(_ kind: Kind, _ cause: FileError) {
    self.kind = kind
    self.cause = cause
  }

  init(_ kind: Kind, _ path: String, _ code: Int32, doing: String) {
    self.init(kind, FileError(path: path, code: code, doing: doing))
  }

  public var exitStatus: ExitStatus {
    switch kind {
    case .cannotBeMade: .cantcreat
    case .cannotBeWritten: .ioerr
    }
  }

  public var description: String { "\(cause)" }
}
