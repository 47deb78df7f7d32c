import Shared

/// A place that samples are written to. `DestinationOptions.kinds` lists all kinds.
protocol Sink {
  /// What `--to` takes for it: `csv:FILE`, or a name alone.
  static var form: String { get }

  /// - Parameter value: what follows the colon; empty for a name alone.
  /// - Throws: `DestinationError`, which does not repeat a URL: it may hold a password.
  init(_ value: String, _ options: DestinationOptions) throws(DestinationError)

  /// As `--to` named it, and the report does.
  var name: String { get }
  /// The file that it writes; nil for a service, where others take the sample for the cluster's real state.
  var file: String? { get }
  var turn: SinkTurn { get }

  /// - Throws: `ValidationError` if the options do not allow it.
  func validate() throws

  /// Writes the sample. An error says that nothing of it was written.
  func write(_ input: SinkInput) throws -> DestinationResult
}

extension Sink {
  var isService: Bool { file == nil }

  func validate() {}

  /// Whether both paths lead to one file, however they are written and whatever links there are.
  func writes(sameFileAs other: String?) -> Bool {
    guard let file, let other else { return false }
    return file == other || FileIdentity(file) == FileIdentity(other)
  }
}

/// When a sink is written to, the earliest first.
enum SinkTurn: Comparable {
  /// A file, which nothing can hold up.
  case file
  case service
  /// A service that also gets what earlier runs could not deliver.
  case serviceWithBacklog
  /// What says how much is left of the others.
  case backlogReader
}

/// A sample, and what sinks need to write it.
struct SinkInput {
  let sample: CapacitySample
  let values: [CapacityValue]
  /// What labels call the cluster.
  let cluster: String
  /// What the options say of where on Google Cloud the cluster is.
  let given: MonitoringPlace
  let environment = processEnvironment()
  let requestTimeout: Duration
  let stopSource: any StopSource
  let log: Log
  /// How many points wait for a later run, at the sinks that were written to before.
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

  /// How long another run may keep a lock.
  var patience: FileLock.Patience { .init(requestTimeout, stopSource: stopSource) }
}

/// What is wrong with a value of `--to`.
struct DestinationError: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
