import Synchronization

/// The contents of Cloud Monitoring: descriptors, and the points of each series sorted by end time.
final class MonitoringStore: Sendable {
  struct Descriptor: Sendable {
    var value: JSONValue
    /// The descriptor before its update, nil if it is new.
    var before: JSONValue?
    /// How many reads still show the previous descriptor.
    var hiddenReads = 0
    /// How many writes to it still fail.
    var failingWrites = 0
  }

  struct Series: Sendable {
    let metric: JSONValue
    let resource: JSONValue
    let metricKind: String
    let valueType: String
    var points: [Point] = []
  }

  struct Point: Sendable {
    /// Nanoseconds since 1970.
    let end: Int64
    let start: Int64?
    let value: JSONValue
    /// Numbers all points in order of arrival.
    let number: Int
  }

  struct State: Sendable {
    var descriptors: [String: Descriptor] = [:]
    var series: [String: Series] = [:]
    var pointCount = 0
    /// The types whose writes a test lets fail.
    var failures: [String: SeriesFailure] = [:]
  }

  private let state = Mutex(State())

  /// Runs an atomic change.
  func transact<Result: Sendable>(_ change: (inout sending State) throws -> Result) rethrows -> Result {
    try state.withLock { try change(&$0) }
  }
}

/// A failure of writes to one metric type. The other series of a request are written.
struct SeriesFailure: Sendable {
  var code: Int
  var message: String
  var times: Int?
}

extension MonitoringStore.State {
  /// Stores a descriptor. If its kind or value type differs from the old one's, the old points are deleted.
  mutating func put(_ descriptor: JSONValue, project: String, _ behavior: GoogleBehavior) -> JSONValue {
    let type = descriptor["type"]?.text ?? ""
    let known = descriptors[type]?.value
    if let known, ["metricKind", "valueType"].contains(where: { known[$0] != descriptor[$0] }) {
      forget(type)
    }
    let stored = DescriptorRules.stored(descriptor, project: project, before: descriptors[type]?.value)
    let new = MonitoringStore.Descriptor(
      value: stored, hiddenReads: behavior.readsUntilVisible,
      failingWrites: behavior.writesThatFailAfterCreate)
    if let shown = descriptors[type]?.value {
      descriptors[type]?.value = stored
      if shown != stored {
        descriptors[type]?.before = shown
        descriptors[type]?.hiddenReads = behavior.readsUntilVisible
      }
    } else {
      descriptors[type] = new
    }
    return stored
  }

  /// The visible descriptor of a type. Each call counts as one read.
  mutating func read(_ type: String) -> JSONValue? {
    guard let descriptor = descriptors[type] else { return nil }
    guard descriptor.hiddenReads > 0 else { return descriptor.value }
    descriptors[type]?.hiddenReads -= 1
    return descriptor.before
  }

  /// Removes a descriptor and its series.
  mutating func forget(_ type: String) {
    descriptors[type] = nil
    series = series.filter { $0.value.metric["type"]?.text != type }
  }
}
