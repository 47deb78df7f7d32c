import Shared

/// What a cluster has and what its pods request, at one moment.
struct CapacitySample: Equatable, Sendable {
  /// Millicores or bytes.
  struct Amounts: Equatable, Sendable {
    var capacity: Int64 = 0
    var allocatable: Int64 = 0
    /// Requested by pods in the phase Running.
    var running: Int64 = 0
    /// Requested by pods in the phase Pending.
    var pending: Int64 = 0
    /// Requested by pods bound to nodes that exist.
    var bound: Int64 = 0
    var unbound: Int64 = 0
    /// (running + pending) / allocatable, or / capacity with golang-build. nil if the divisor is 0.
    var used: Double?

    /// By state; every report and destination uses these names.
    var states: [(String, Int64)] {
      [
        ("capacity", capacity), ("allocatable", allocatable), ("running", running), ("pending", pending),
        ("bound", bound), ("unbound", unbound),
      ]
    }
  }

  /// The number of nodes in each class; classes overlap.
  struct Nodes: Equatable, Sendable {
    var total = 0
    var schedulable = 0
    var cordoned = 0
    var notReady = 0
    var tainted = 0
    var deleting = 0
  }

  struct Pods: Equatable, Sendable {
    var running = 0
    var pending = 0
    var bound = 0
    var starting = 0
    var terminating = 0
    var unschedulable = 0
    var gated = 0
    var waiting = 0
    var orphaned = 0
    /// Unbound pods for which a node has reserved room.
    var nominated = 0
    var oldestPendingSeconds: Int64 = 0
  }

  /// How long a new build pod would wait.
  struct Estimate: Equatable, Sendable {
    /// `fit`, `golang-build`, `history`
    var method = ""
    /// nil if it never starts, or if the wait is unknown.
    var seconds: Int64?
    var fitsNow = false
    var buildPodsThatFit: Int64 = 0
    /// Begins with `never` or `unknown` if `seconds` is nil.
    var why = ""
    /// Parts of the build pod's spec that the estimate does not look at.
    var ignored: [String] = []
    /// With `history`: half of the build pods start within this time, in seconds.
    var p50: Double?
    /// With `history`: nine in ten build pods start within this time, in seconds.
    var p90: Double?
    /// Why `history` is not shown yet.
    var remark: String?
    /// nil without a ledger.
    var forecasts: ShownForecasts?

    static let never = "never: "
    static let unknown = "unknown: "

    /// `why` without the word that readers are told in another way.
    static func reason(_ why: String) -> Substring {
      [never, unknown].first(where: why.hasPrefix).map { why.dropFirst($0.count) } ?? why[...]
    }
  }

  /// The amounts of an extended resource, in whole units.
  struct Extended: Equatable, Sendable {
    var name: String
    var amounts: Amounts
  }

  /// What one node has, and what the pods bound to it request.
  struct NodeRow: Equatable, Sendable {
    struct Amounts: Equatable, Sendable {
      var cpuMilli: Int64 = 0
      var memoryBytes: Int64 = 0
      var pods: Int64 = 0
    }

    var name = ""
    var allocatable = Amounts()
    var requested = Amounts()
    var buildPodsThatFit: Int64 = 0
  }

  /// Seconds since 1970.
  var time: Double = 0
  /// Millicores.
  var cpu = Amounts()
  /// Bytes.
  var memory = Amounts()
  /// Sorted by name.
  var extended: [Extended] = []
  var nodes = Nodes()
  var pods = Pods()
  var estimate = Estimate()
  var accounting = Accounting.scheduler
  /// By name.
  var perNode: [NodeRow] = []
}
