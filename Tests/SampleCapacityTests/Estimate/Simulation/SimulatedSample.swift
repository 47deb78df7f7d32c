/// What a sampler sees of a simulated cluster, once a minute. Times are in whole seconds, as in Kubernetes' timestamps.
struct SimulatedSample: Sendable {
  /// The classes of build pods: those that request 1, 2 and 4 CPU.
  static let classes = [1, 2, 4]

  struct Pod: Sendable {
    let number: Int
    let cpu: Int
    let created: Int
    var bound: Int?
    var started: Int?

    var uid: String { "\(number)" }
    /// The index of its class.
    var classNumber: Int { cpu == 4 ? 2 : cpu - 1 }
  }

  var time = 0
  var cap = 0
  /// The CPU of bound pods.
  var bound = 0
  /// The CPU that became free since the last sample.
  var freed = 0
  var nodes = 0
  /// The CPU of the pods that are not bound.
  var unbound: [Int] = []
  /// How long the head of the queue has waited; nil without a queue.
  var headAge: Int?
  /// For each class, how many fit now, and how many empty nodes hold.
  var fits: [Int] = []
  var slots: [Int] = []
  var created: [Pod] = []
  /// In the order of their starts.
  var started: [Pod] = []
  var gone: [Pod] = []
  var pending: [Pod] = []
}

/// Makes samples of a cluster.
struct Sampler {
  private var seen = 0
  private var open: [SimulatedSample.Pod] = []
  private var bound = 0

  mutating func sample(_ cluster: SimulatedCluster) -> SimulatedSample {
    var sample = SimulatedSample()
    sample.time = cluster.now / 1000
    for node in cluster.nodes where node.isHere {
      sample.nodes += 1
      sample.bound += node.used
    }
    sample.cap = sample.nodes * SimulatedCluster.nodeSize
    sample.unbound = cluster.queue.map { cluster.pods[$0].arrival.cpu }
    sample.headAge = cluster.queue.map { cluster.pods[$0].arrival.time / 1000 }.min().map { sample.time - $0 }
    let free = cluster.nodes.map(\.free)
    for cpu in SimulatedSample.classes {
      sample.fits.append(free.reduce(0) { $0 + $1 / cpu })
      sample.slots.append(sample.nodes * (SimulatedCluster.nodeSize / cpu))
    }
    look(cluster, &sample)
    return sample
  }

  private mutating func look(_ cluster: SimulatedCluster, _ sample: inout SimulatedSample) {
    while seen < cluster.pods.count, cluster.pods[seen].arrival.time / 1000 < sample.time {
      let arrival = cluster.pods[seen].arrival
      sample.created.append(.init(number: seen, cpu: arrival.cpu, created: arrival.time / 1000))
      seen += 1
    }
    var boundSince = 0
    for var pod in open + sample.created {
      let now = cluster.pods[pod.number]
      if pod.bound == nil, let time = now.bound {
        pod.bound = time / 1000
        boundSince += pod.cpu
      }
      if let time = now.started, time <= cluster.now {
        pod.started = time / 1000
        sample.started.append(pod)
      } else if now.ended != nil {
        sample.gone.append(pod)
      } else {
        sample.pending.append(pod)
      }
    }
    open = sample.pending
    sample.started.sort { ($0.started ?? 0, $0.uid) < ($1.started ?? 0, $1.uid) }
    sample.freed = max(0, bound + boundSince - sample.bound)
    bound = sample.bound
  }
}
