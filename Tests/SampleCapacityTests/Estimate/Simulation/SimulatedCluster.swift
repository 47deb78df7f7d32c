/// A build cluster: nodes of 16 CPU, a scheduler, an autoscaler, and pods that come, wait, start and end. All times are
/// in milliseconds since the start.
struct SimulatedCluster {
  static let nodeSize = 16
  private static let mostNodes = 24

  struct Pod: Sendable {
    let arrival: Scenario.Arrival
    var bound: Int?
    var started: Int?
    var ended: Int?
    var node: Int?
  }

  struct Node: Sendable {
    var used = 0
    var isHere = true
    /// How many pods have started on it. The first three have to pull the image.
    var starts = 0
    /// Since when it has no pods.
    var emptySince: Int? = 0

    var free: Int { isHere ? nodeSize - used : 0 }
  }

  private enum Event: Sendable {
    case arrival(Int)
    case end(Int)
    case phase(Int)
    case newNode
    case sample
  }

  let scenario: Scenario
  private(set) var pods: [Pod]
  private(set) var nodes = Array(repeating: Node(), count: 6)
  /// Pods that are not bound: those with priority first, then by their age.
  private(set) var queue: [Int] = []
  private(set) var now = 0
  private var events = EventQueue<Event>()
  private var random: SplitMix64
  private var phase = 0
  /// Before this time, no pod starts.
  private var outageEnd = 0
  private var nodesUnderWay = 0

  init(_ scenario: Scenario, seed: UInt64) {
    self.scenario = scenario
    random = SplitMix64(seed: seed)
    pods = scenario.arrivals(&random).map { Pod(arrival: $0) }
    for (number, pod) in pods.enumerated() { events.add(.arrival(number), at: pod.arrival.time) }
    var begin = 0
    for (number, phase) in scenario.phases.enumerated() {
      events.add(.phase(number), at: begin)
      begin += phase.hours * 3_600_000
    }
  }

  /// Lives through the scenario, and until all pods have started.
  ///
  /// - Parameter sample: called every minute. Pods with timestamps in the same second are not seen yet.
  mutating func run(_ sample: (SimulatedCluster) -> Void) {
    events.add(.sample, at: 0)
    let end = scenario.hours * 3_600_000
    while let (time, event) = events.removeFirst() {
      now = time
      switch event {
      case .arrival(let pod): arrive(pod)
      case .end(let pod):
        release(pod)
        walk()
      case .phase(let number): enter(number)
      case .newNode:
        nodesUnderWay -= 1
        addNode()
        walk()
      case .sample:
        removeIdleNodes()
        sample(self)
        if now < end || !queue.allSatisfy({ pods[$0].arrival.isStuck }) {
          events.add(.sample, at: now + 60_000)
        } else {
          return
        }
      }
    }
  }
}

// MARK: - Scheduler

extension SimulatedCluster {
  private mutating func arrive(_ pod: Int) {
    let isBehind: (Int) -> Bool = { [pods] other in
      pods[other].arrival.hasPriority || !pods[pod].arrival.hasPriority
    }
    queue.insert(pod, at: queue.firstIndex { !isBehind($0) } ?? queue.count)
    walk(newest: pod)
  }

  /// Tries the waiting pods, in order; smaller ones overtake those that do not fit. Each is skipped in a fifth of the
  /// walks, as while it backs off, but not when it is new.
  private mutating func walk(newest: Int? = nil) {
    var left: [Int] = []
    var largest = nodes.reduce(0) { max($0, $1.free) }
    for (place, pod) in queue.enumerated() {
      guard largest > 0 else {
        left += queue[place...]
        break
      }
      let cpu = pods[pod].arrival.cpu
      guard cpu <= largest, !pods[pod].arrival.isStuck, pod == newest || random.share() >= 0.2,
        let node = roomiest(for: cpu)
      else {
        left.append(pod)
        continue
      }
      bind(pod, to: node)
      largest = nodes.reduce(0) { max($0, $1.free) }
    }
    queue = left
    askForNodes()
  }

  /// The scheduler spreads pods.
  private func roomiest(for cpu: Int) -> Int? {
    var best: Int?
    for number in nodes.indices where nodes[number].free >= cpu {
      if nodes[number].free > best.map({ nodes[$0].free }) ?? 0 { best = number }
    }
    return best
  }

  private mutating func bind(_ pod: Int, to node: Int) {
    nodes[node].used += pods[pod].arrival.cpu
    nodes[node].emptySince = nil
    pods[pod].bound = now
    pods[pod].node = node
    let started = max(now, outageEnd) + Int(1000 * startUp(on: node))
    nodes[node].starts += 1
    pods[pod].started = started
    events.add(.end(pod), at: started + pods[pod].arrival.build)
  }

  /// In seconds.
  private mutating func startUp(on node: Int) -> Double {
    let isLarge = scenario.phases[phase].hasLargeImages
    let isCached = random.share() < (isLarge ? 0.5 : 0.8) && nodes[node].starts >= 3
    let time =
      isCached ? random.logNormal(median: 8, sigma: 0.3) : random.logNormal(median: 40, sigma: 0.35)
    return min(90, max(4, time)) * (isLarge ? 2 : 1)
  }

  private mutating func release(_ pod: Int) {
    guard pods[pod].ended == nil, let node = pods[pod].node else { return }
    pods[pod].ended = now
    nodes[node].used -= pods[pod].arrival.cpu
    if nodes[node].used == 0 { nodes[node].emptySince = now }
  }
}

// MARK: - Nodes

extension SimulatedCluster {
  private var nodesHere: Int { nodes.count(where: \.isHere) }

  private mutating func enter(_ number: Int) {
    phase = number
    outageEnd = now + scenario.phases[number].outage * 60_000
    let (before, after) = (number > 0 ? scenario.phases[number - 1].nodes : 6, scenario.phases[number].nodes)
    if after < before { for _ in after..<before { loseNode() } }
    if after > before { for _ in before..<after { returnNode() } }
    // Somebody removes what never starts.
    for pod in queue where pods[pod].arrival.isStuck { pods[pod].ended = now }
    queue.removeAll { pods[$0].arrival.isStuck }
    walk()
  }

  /// A node that was lost is back, with its images.
  private mutating func returnNode() {
    guard let node = nodes.firstIndex(where: { !$0.isHere }) else { return }
    nodes[node].isHere = true
    nodes[node].used = 0
    nodes[node].emptySince = now
  }

  private mutating func addNode() { nodes.append(Node(emptySince: now)) }

  /// A node dies, and its pods with it.
  private mutating func loseNode() {
    guard let node = nodes.lastIndex(where: \.isHere) else { return }
    nodes[node].isHere = false
    for pod in pods.indices where pods[pod].node == node && pods[pod].ended == nil {
      pods[pod].ended = now
      pods[pod].node = nil
      if let started = pods[pod].started, started > now { pods[pod].started = nil }
    }
  }

  /// Asks for the nodes that hold what waits, beside those that are under way. They come after 2 to 4 minutes.
  private mutating func askForNodes() {
    guard scenario.phases[phase].scales else { return }
    let waiting = queue.reduce(0) { $0 + (pods[$1].arrival.isStuck ? 0 : pods[$1].arrival.cpu) }
    let wanted = (waiting + Self.nodeSize - 1) / Self.nodeSize
    while nodesUnderWay < wanted && nodesHere + nodesUnderWay < Self.mostNodes {
      nodesUnderWay += 1
      events.add(.newNode, at: now + Int(random.uniform(120_000, 240_000)))
    }
  }

  /// Scale-down, once a minute: a node without pods for 10 minutes goes while there are more than the phase has.
  private mutating func removeIdleNodes() {
    for number in nodes.indices where nodes[number].isHere {
      guard nodesHere > scenario.phases[phase].nodes else { return }
      if let since = nodes[number].emptySince, now - since >= 600_000 { nodes[number].isHere = false }
    }
  }
}

/// Events by time; those of the same time in the order in which they were added.
struct EventQueue<Event: Sendable>: Sendable {
  private var heap: [(time: Int, number: Int, event: Event)] = []
  private var added = 0

  mutating func add(_ event: Event, at time: Int) {
    heap.append((time, added, event))
    added += 1
    var child = heap.count - 1
    while child > 0, isBefore(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() -> (time: Int, event: Event)? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return (first.time, first.event) }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && isBefore(child, least) {
        least = child
      }
      if least == parent { return (first.time, first.event) }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    (heap[one].time, heap[one].number) < (heap[other].time, heap[other].number)
  }
}
