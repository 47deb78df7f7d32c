import Shared

/// The undelivered samples.
protocol Backlog {
  /// Oldest first.
  func items() throws(BacklogError) -> [BacklogItem]
  /// Once this has returned, the sample survives even a crash.
  func add(_ sample: PendingSample) throws(BacklogError)
  func sample(_ item: BacklogItem) throws(BacklogError) -> PendingSample
  func remove(_ item: BacklogItem) throws(BacklogError)
  /// Moves an unreadable sample out of the way, so that a person can look at it.
  ///
  /// - Returns: its new path.
  func setAside(_ item: BacklogItem) throws(BacklogError) -> String
}

/// The time and size of an undelivered sample.
struct BacklogItem: Comparable {
  /// When it was taken, in microseconds since 1970.
  let time: Int64
  let points: Int

  /// Whether a file of the largest allowed size could hold as many points.
  var isPossible: Bool { points <= PendingSample.longestText }

  static func < (one: BacklogItem, other: BacklogItem) -> Bool {
    (one.time, one.points) < (other.time, other.points)
  }
}

extension PendingSample {
  var item: BacklogItem {
    BacklogItem(time: time.seconds * 1_000_000 + Int64(time.nanoseconds) / 1000, points: series.count)
  }
}

enum BacklogError: DiagnosedError, Equatable {
  case file(FileError, ExitStatus)
  /// A folder that others can write to: its path, and why it is not trusted.
  case untrusted(String, String)
  /// A file whose contents are invalid.
  case corrupt(String, JSONError)
  /// Another run is delivering the samples in this folder.
  case locked(String)

  init(_ error: AtomicFileError) { self = .file(error.cause, error.exitStatus) }

  init(_ error: PrivateFolderError) {
    switch error {
    case .file(let error, let status): self = .file(error, status)
    case .untrusted(let path, let why): self = .untrusted(path, why)
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .file(_, let status): status
    case .untrusted: .config
    case .corrupt: .ioerr
    case .locked: .ok
    }
  }

  var description: String {
    switch self {
    case .file(let error, _): "\(error) (it is needed to keep undelivered points; see --state)"
    case .untrusted(let path, let why):
      "\(path): \(why), so nothing is kept there; "
        + "set --state to a folder that only root and this user can write to"
    case .corrupt(let path, let error): "cannot read the stored sample \(path): \(error)"
    case .locked(let folder): "another run is delivering the samples in \(folder)"
    }
  }
}
