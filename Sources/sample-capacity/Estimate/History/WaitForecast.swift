/// How long a build pod is expected to wait, in seconds.
struct WaitForecast: Equatable, Sendable {
  var state: QueueState
  /// The rough forecast from the state of the cluster, before the waits of earlier pods count.
  var base: Double
  /// Half of the pods start within this time.
  var p50: Double
  /// Nine in ten pods start within this time.
  var p90: Double

  subscript(level: WaitLevel) -> Double {
    switch level {
    case .p50: p50
    case .p90: p90
    }
  }
}

/// Whether a build pod fits at the time of a forecast. The two are learned apart.
enum QueueState: String, CaseIterable, Sendable {
  case fits
  case waits
}

/// The share of pods that a forecast promises to.
enum WaitLevel: Double, CaseIterable, Sendable {
  case p50 = 0.5
  case p90 = 0.9

  var name: String { self == .p50 ? "p50" : "p90" }
}

/// A value for each state.
struct PerState<Value: Equatable & Sendable>: Equatable, Sendable {
  private var fits: Value
  private var waits: Value

  init(_ fits: Value, _ waits: Value) {
    self.fits = fits
    self.waits = waits
  }

  subscript(state: QueueState) -> Value {
    get { state == .fits ? fits : waits }
    set { if state == .fits { fits = newValue } else { waits = newValue } }
  }
}

/// A value for each level.
struct PerLevel<Value: Equatable & Sendable>: Equatable, Sendable {
  private var p50: Value
  private var p90: Value

  init(_ p50: Value, _ p90: Value) {
    self.p50 = p50
    self.p90 = p90
  }

  subscript(level: WaitLevel) -> Value {
    get { level == .p50 ? p50 : p90 }
    set { if level == .p50 { p50 = newValue } else { p90 = newValue } }
  }
}
