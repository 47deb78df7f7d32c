/// Why a ledger cannot be read or written.
public enum LedgerError: DiagnosedError, Equatable {
  case file(FileError, ExitStatus)
  /// A folder that others can write to: its path, and why it is not trusted.
  case untrusted(String, String)
  /// The folder, which cluster it is about, and which one this run is about.
  case otherCluster(String, String)
  /// Another process kept the lock.
  case locked(String)
  /// A line that cannot be written as JSON.
  case unwritable(JSONError)
  /// No such folder.
  case missing(String)

  init(_ error: PrivateFolderError) {
    switch error {
    case .file(let error, let status): self = .file(error, status)
    case .untrusted(let path, let why): self = .untrusted(path, why)
    }
  }

  public var exitStatus: ExitStatus {
    switch self {
    case .file(_, let status): status
    case .untrusted, .otherCluster: .config
    case .locked: .cantcreat
    case .unwritable: .software
    case .missing: .noinput
    }
  }

  public var description: String {
    switch self {
    case .file(let error, _): "\(error) (it is needed for --ledger)"
    case .untrusted(let path, let why):
      "\(path): \(why), so no ledger is kept there; "
        + "set --ledger to a folder that only root and this user can write to"
    case .otherCluster(let path, let difference):
      "\(path) is the ledger of \(difference); set --ledger to a folder of its own for each cluster"
    case .locked(let path): "another process keeps \(path) locked; it is needed for --ledger"
    case .unwritable(let error): "cannot write a line of the ledger: \(error)"
    case .missing(let path): "there is no ledger in \(path): the folder does not exist"
    }
  }
}
