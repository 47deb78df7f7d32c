/// Everything that the status page shows. Times are seconds since 1970.
///
/// The renderer reads nothing else, except the time of writing, which is handed in beside it.
struct StatusPageInput: Sendable {
  /// What is known of the time before this sample.
  enum History: Equatable, Sendable {
    /// Nobody keeps a ledger.
    case none
    /// The ledger has no earlier sample.
    case begins
    case known
  }

  /// The name of the cluster in labels.
  var cluster = ""
  var version = ""
  /// `scheduler 1.36`, `kubectl`
  var accounting = ""
  /// From one sample to the next, in seconds.
  var interval: Int64 = 60
  /// Whether the page is of a file of the past, which no later page will follow.
  var isOfSnapshot = false
  /// The last whole sample; nil if there has never been one.
  var sample: Sample?
  /// Set if the newest list failed. `sample` is then an older one.
  var failure: Failure?
  /// Since when builds wait, or cannot start.
  var since: Since?
  /// This clock less the server's, in seconds, if they differ by too much.
  var clockOffset: Int64?
  var history = History.none
  var ledgerFolder: String?
  /// The last run of reap-pods in the ledger.
  var lastReap: Reap?
  /// nil if no build pod was seen starting.
  var waits: Waits?
  /// For each resource with a chart, the scarcest extended resources first.
  var series: [ResourceSeries] = []
  var reaped: Reaped?
  /// Names of build pods begin with this; nil if they are selected in another way.
  var buildPodPrefix: String?
}

extension StatusPageInput {
  struct Since: Equatable, Sendable {
    var time: Int64 = 0
    /// Whether the data begin then, so that it may have been earlier.
    var isAtLeast = false
  }

  struct Sample: Sendable {
    var time: Int64 = 0
    var resources: [Amounts] = []
    var nodes = NodeCounts()
    /// Pods that have not started: waiting for a node, or starting on one.
    var waitingPods = 0
    /// In seconds; nil if no pod is waiting.
    var oldestWaiting: Int64?
    var estimate = Estimate()
    var queue: [QueueRow] = []
    var perNode: [Node] = []
    /// nil if nobody looked for build pods.
    var buildPods: BuildPods?
  }

  /// What pods request of one resource, in cores, bytes or pieces.
  struct Amounts: Sendable {
    var resource = PageResource.cpu
    var running = 0.0
    var waiting = 0.0
    var allocatable = 0.0

    /// nil if nothing is allocatable.
    var askedFor: Double? { allocatable > 0 ? (running + waiting) / allocatable : nil }
  }

  struct NodeCounts: Sendable {
    var total = 0
    var accepting = 0
    var cordoned = 0
    var notReady = 0
    var tainted = 0
    var deleting = 0
  }

  /// How long a new build pod waits.
  struct Estimate: Sendable {
    /// `fit`, `golang-build`, `history`
    var method = "fit"
    /// nil if it never starts, or if the wait is not known.
    var seconds: Int64?
    /// 9 in 10 start within this.
    var ninth: Int64?
    /// Whether `history` is wanted, but too few waits are known.
    var isMeasuring = false
    var fitsNow = false
    var buildPodsThatFit: Int64 = 0
    var nodesThatFit = 0
    /// In the words of the report.
    var why = ""
    /// What a build pod requests.
    var buildPod: [Request] = []
    /// The resource that keeps the build pod from starting now.
    var shortage: Shortage?
    /// The estimate of an hour before the sample.
    var hourAgo: Int64?
  }

  struct Request: Sendable {
    var resource = PageResource.cpu
    var amount = 0.0
  }

  struct Shortage: Sendable {
    var resource = PageResource.cpu
    var asked = 0.0
    /// On any node that accepts pods.
    var largestGap = 0.0
    /// On an empty node.
    var largestNode: Double?
    /// How many pods are waiting for it.
    var waitingPods = 0
  }

  struct Failure: Sendable {
    /// When the newest list failed.
    var time: Int64 = 0
    /// How many in a row.
    var count = 1
    var exitCode = 0
    /// `noperm`
    var exitName = ""
    /// The error in its own words.
    var message = ""
  }

  struct Reap: Sendable {
    /// When it ended.
    var time: Int64 = 0
    var deleted = 0
    var isDryRun = false
    var exitCode = 0
    var exitName = "ok"
    /// The usual time between runs, in seconds; nil if it is not known.
    var interval: Int64?
  }

  struct QueueRow: Sendable {
    var why = ""
    var detail: String?
    var pods = 0
    /// In seconds.
    var oldest: Int64 = 0
    /// Under 1 min, 1–5, 5–15, 15–60 min, over 1 h.
    var ages = [0, 0, 0, 0, 0]
    /// It fits no node, even an empty one.
    var isNever = false
    /// It will start by itself: not tried yet, or on a node.
    var needsNobody = false
  }

  struct Node: Sendable {
    var name = ""
    /// What pods bound to it have left of the CPU, in cores, and of the memory, in bytes.
    var freeCPU = 0.0
    var allocatableCPU = 0.0
    var freeMemory = 0.0
    var allocatableMemory = 0.0
    var pods = 0
    var buildPodsThatFit: Int64 = 0
    var accepts = true
    var isCordoned = false
  }

  struct BuildPods: Sendable {
    var running = 0
    var overdue = 0
    /// At most three.
    var oldest: [BuildPodRow] = []
    /// At most three, none of which is among the oldest.
    var youngest: [BuildPodRow] = []
    /// How many are neither.
    var more = 0
  }

  struct BuildPodRow: Sendable {
    var namespace = ""
    var name = ""
    var node = ""
    /// When it was created.
    var created: Int64 = 0
    /// When it may be deleted.
    var deadline: Int64?
  }
}
