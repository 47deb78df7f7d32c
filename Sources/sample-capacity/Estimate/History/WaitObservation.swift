/// What a sample shows that a forecast of waits is made and learned from. Times are in seconds, CPU is in cores.
struct WaitObservation: Equatable, Sendable {
  /// Whether a pod fits on a node that admits it.
  enum Room: Sendable {
    case now
    /// On an empty node.
    case later
    /// Not even on an empty node.
    case never
  }

  /// A class of build pods, as the next of them would find the cluster.
  struct Class: Equatable, Sendable {
    var name: String
    var room: Room
    /// The CPU that has to become free before it starts, its own included.
    var ahead: Double
    /// What the other methods forecast now, in seconds; nil where they cannot.
    var fit: Double?
    var golangBuild: Double?
    /// What the pod requests.
    var cpu = 0.0
  }

  struct Created: Equatable, Sendable {
    var uid: String
    var className: String
    /// Seconds since 1970.
    var time: Double
  }

  struct Started: Equatable, Sendable {
    var uid: String
    /// From its creation to its start.
    var wait: Double
    /// From being bound to a node to its start.
    var took: Double
  }

  struct Pending: Equatable, Sendable {
    var uid: String
    var age: Double
  }

  /// Seconds since 1970.
  var time: Double
  /// Since the last sample.
  var interval: Double
  /// The allocatable CPU of the nodes that admit the build pod.
  var cap: Double
  /// What all pods bound to these nodes request.
  var bound: Double
  /// What pods that ended since the last sample had requested.
  var freed: Double
  /// How long a build takes, as far as is known in advance.
  var timePerBuild = 600.0
  var classes: [Class]
  /// Build pods not seen before.
  var created: [Created] = []
  /// Build pods now known to have started, by time and UID.
  var started: [Started] = []
  /// How long the oldest pod that is not bound has waited; nil if all are bound.
  var headAge: Double?
  /// Build pods that are gone without having started, with how long they are known to have waited.
  var gone: [Pending] = []
  /// Build pods that have not started.
  var pending: [Pending] = []

  /// The CPU that must become free before a new pod starts: its own, and that of the pods ahead of it. It overtakes
  /// most pods larger than itself.
  ///
  /// - Parameter unbound: what pods request that are not bound and not gated, if an empty node holds them, with how
  ///   many there are.
  static func ahead(of cpu: Double, unbound: some Sequence<(cpu: Double, pods: Int)>) -> Double {
    unbound.reduce(cpu) { $0 + Double($1.pods) * ($1.cpu <= cpu ? $1.cpu : larger * $1.cpu) }
  }

  /// The share of a larger pod that counts as ahead.
  private static let larger = 0.2
}
