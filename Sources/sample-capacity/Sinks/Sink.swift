import Shared

/// A destination of samples. `DestinationOptions.kinds` lists all kinds.
protocol Sink {
  /// The form of its `--to` value: `csv:FILE`, or just a name.
  static var form: String { get }

  /// - Parameter value: what follows the colon; empty for just a name.
  /// - Throws: `DestinationError`, which does not repeat a URL: it may hold a password.
  init(_ value: String, _ options: DestinationOptions) throws(DestinationError)

  /// Its name in the report and in messages: its `--to` value without what may be secret.
  var name: String { get }
  /// Differs from that of every other destination.
  var identity: String { get }
  /// The file that it writes; nil for a service, whose users expect the real state of the cluster.
  var file: String? { get }
  var turn: SinkTurn { get }

  /// - Throws: `ValidationError` if the other options do not allow this destination.
  func validate() throws

  /// Writes the sample. If it throws, nothing was written.
  func write(_ input: SinkInput) throws -> DestinationResult
}

extension Sink {
  var identity: String { name }

  var isService: Bool { file == nil }

  func validate() {}

  /// Whether both paths lead to the same file, also through links.
  func writes(sameFileAs other: String?) -> Bool {
    guard let file, let other else { return false }
    return file == other || FileIdentity(file) == FileIdentity(other)
  }
}

/// The order in which sinks are written to.
enum SinkTurn: Comparable {
  /// A file, which never has to wait for a service.
  case file
  case service
  /// A service that also gets what earlier runs could not deliver.
  case serviceWithBacklog
  /// A sink that reports how many points the others have kept.
  case backlogReader
}

/// A sample with everything that sinks need to write it.
struct SinkInput {
  let sample: CapacitySample
  let values: [CapacityValue]
  /// The name of the cluster in labels.
  let cluster: String
  /// What the options say about where the cluster is on Google Cloud.
  let given: MonitoringPlace
  let environment = processEnvironment()
  let requestTimeout: Duration
  let stopSource: any StopSource
  let log: Log
  /// Set if a destination is a page.
  var page: StatusPageInput?
  /// How many points the sinks written so far have kept for a later run.
  var backlog = 0

  init(
    _ sample: CapacitySample, cluster: String, given: MonitoringPlace, requestTimeout: Duration,
    stopSource: any StopSource, log: Log
  ) {
    self.sample = sample
    values = sample.values()
    self.cluster = cluster
    self.given = given
    self.requestTimeout = requestTimeout
    self.stopSource = stopSource
    self.log = log
  }

  var time: RFC3339.Instant { .init(sample.time) }

  /// How long to wait for the lock of another run.
  var patience: FileLock.Patience { .init(requestTimeout, stopSource: stopSource) }
}

/// Why a value of `--to` is invalid.
struct DestinationError: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
