import Synchronization

/// What Cloud Monitoring holds: descriptors, and points of series in the order of their end.
final class MonitoringStore: Sendable {
  struct Descriptor: Sendable {
    var value: JSONValue
    /// What it was before it was updated; nil if it is new.
    var before: JSONValue?
    /// How many reads do not show it yet, but what it was before.
    var hiddenReads = 0
    /// How many writes to it fail yet.
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
    /// Counts all points in the order of their arrival.
    let number: Int
  }

  struct State: Sendable {
    var descriptors: [String: Descriptor] = [:]
    var series: [String: Series] = [:]
    var pointCount = 0
    /// Types whose writes fail as a test ordered.
    var failures: [String: SeriesFailure] = [:]
  }

  private let state = Mutex(State())

  /// Runs a change that others see as a whole.
  func transact<Result: Sendable>(_ change: (inout sending State) throws -> Result) rethrows -> Result {
    try state.withLock { try change(&$0) }
  }
}

/// A failure of each write to one metric type, the other series of the request being written.
struct SeriesFailure: Sendable {
  var code: Int
  var message: String
  var times: Int?
}

extension MonitoringStore.State {
  /// Puts a descriptor in; another kind or value type takes the history along.
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

  /// The descriptor of a type if it can be seen already; asking brings it nearer.
  mutating func read(_ type: String) -> JSONValue? {
    guard let descriptor = descriptors[type] else { return nil }
    guard descriptor.hiddenReads > 0 else { return descriptor.value }
    descriptors[type]?.hiddenReads -= 1
    return descriptor.before
  }

  /// Removes a descriptor and the series of its type.
  mutating func forget(_ type: String) {
    descriptors[type] = nil
    series = series.filter { $0.value.metric["type"]?.text != type }
  }
}
