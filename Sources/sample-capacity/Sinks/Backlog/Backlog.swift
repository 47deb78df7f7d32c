import Shared

/// The samples that are not delivered yet.
protocol Backlog {
  /// Oldest first.
  func items() throws(BacklogError) -> [BacklogItem]
  /// Once this has returned, the sample is there whatever happens.
  func add(_ sample: PendingSample) throws(BacklogError)
  func sample(_ item: BacklogItem) throws(BacklogError) -> PendingSample
  func remove(_ item: BacklogItem) throws(BacklogError)
  /// Keeps what cannot be read out of the way, for people to look at.
  ///
  /// - Returns: where it is now.
  func setAside(_ item: BacklogItem) throws(BacklogError) -> String
}

/// A sample that is not delivered yet, without what is in it.
struct BacklogItem: Comparable {
  /// When it was taken: microseconds since 1970.
  let time: Int64
  let points: Int

  /// Whether there can be such a sample: one that may be read has not so many bytes.
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
  /// A folder that others may write to: the path, and whose it is.
  case untrusted(String, String)
  /// A file that holds something else than it should.
  case corrupt(String, JSONError)
  /// Another run is delivering.
  case locked(String)

  init(_ error: AtomicFileError) { self = .file(error.cause, error.exitStatus) }

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
    case .file(let error, _): "\(error) (it keeps what is not delivered yet; see --state)"
    case .untrusted(let path, let why):
      "\(path): \(why), so nothing is kept there; give --state a folder that only we or root can write to"
    case .corrupt(let path, let error): "\(path): \(error), while reading a sample of an earlier run"
    case .locked(let folder): "another run is delivering what is kept in \(folder)"
    }
  }
}
