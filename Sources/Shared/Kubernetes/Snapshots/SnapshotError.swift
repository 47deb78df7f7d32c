/// Why a snapshot is unusable. Discard everything read from it.
public struct SnapshotError: DiagnosedError, Equatable {
  public enum Kind: Sendable {
    /// It cannot be opened.
    case missing
    /// It can be opened, but not read.
    case broken
    /// It is invalid.
    case unreadable
    /// A signal or the run's deadline came first.
    case stopped
  }

  public let kind: Kind
  /// As given on the command line.
  public let path: String
  /// Where and why: `items[3].metadata.uid: expected a string, found a number`.
  public let problem: String

  init(_ kind: Kind, _ path: String, _ problem: String) {
    self.kind = kind
    self.path = path
    self.problem = problem
  }

  /// nil for errors that are not about the snapshot.
  init?(_ path: String, _ error: any Error) {
    switch error {
    case ReplyError.cut: self.init(.unreadable, path, "it ends too early")
    case ReplyError.malformed(let detail): self.init(.unreadable, path, detail)
    case ReplyError.tooLarge(let what, let limit):
      self.init(.unreadable, path, "\(what) is larger than \(limit) bytes")
    case let error as InputStopped: self.init(.stopped, path, error.description)
    case let error as JSONError: self.init(.unreadable, path, error.description)
    case let error as FileError where error.path == path: self.init(.broken, path, error.problem)
    default: return nil
    }
  }

  public var exitStatus: ExitStatus {
    switch kind {
    case .missing: .noinput
    case .broken, .unreadable: .data
    case .stopped: .tempfail
    }
  }

  public var description: String {
    let name = path == "-" ? "standard input" : path
    return switch kind {
    case .missing, .broken, .stopped: "cannot read snapshot \(name): \(problem)"
    case .unreadable:
      // "it is empty" continues the sentence; a place in the JSON does not.
      "snapshot \(name)\(problem.hasPrefix("it ") ? " \(problem.dropFirst(3))" : ": \(problem)")"
        + "; expected the output of kubectl get -o json"
    }
  }
}
