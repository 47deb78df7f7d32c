import Shared

extension StatusPageInput.Sample {
  /// What the page shows of a sample that was just taken.
  ///
  /// - Parameters:
  ///   - totals: of the same sample.
  ///   - recorder: what the ledger's recorder saw in the list; nil without a ledger.
  init(_ sample: CapacitySample, _ totals: ClusterTotals, _ buildPod: BuildPod, _ recorder: PodRecorder?) {
    time = Int64(sample.time.rounded(.down))
    resources = [
      .init(.cpu, sample.cpu, unit: 1000), .init(.memory, sample.memory, unit: 1),
    ]
    resources += StatusPageInput.Amounts.scarcestFirst(sample.extended)
    nodes = .init(sample.nodes)
    waitingPods = sample.pods.pending
    oldestWaiting = sample.pods.pending > 0 ? sample.pods.oldestPendingSeconds : nil
    estimate = .init(sample.estimate, totals, buildPod)
    perNode = totals.nodes.map { .init($0, buildPod) }
    guard let recorder else { return }
    let rows = recorder.queue.rows(totals)
    queue = rows.map { .init($0, at: time) }
    buildPods = .init(recorder.buildPods)
    if let short = estimate.shortage?.resource {
      estimate.shortage?.waitingPods = rows.filter { PageResource($0.why) == short }.reduce(0) {
        $0 + $1.pods
      }
    }
  }
}

extension StatusPageInput {
  /// What a pod requests.
  static func requests(_ list: ResourceList) -> [Request] {
    list.needs.map { name, quantity in
      let resource = PageResource(name)
      return Request(resource: resource, amount: resource.amount(quantity))
    }
  }
}

extension StatusPageInput.Amounts {
  /// - Parameter unit: how many of the sample's units are one of the page's.
  init(_ resource: PageResource, _ amounts: CapacitySample.Amounts, unit: Double) {
    self.init(
      resource: resource, running: Double(amounts.running) / unit, waiting: Double(amounts.pending) / unit,
      allocatable: Double(amounts.allocatable) / unit)
  }
}

extension StatusPageInput.NodeCounts {
  init(_ nodes: CapacitySample.Nodes) {
    self.init(
      total: nodes.total, accepting: nodes.schedulable, cordoned: nodes.cordoned, notReady: nodes.notReady,
      tainted: nodes.tainted, deleting: nodes.deleting)
  }
}

extension StatusPageInput.Estimate {
  init(_ estimate: CapacitySample.Estimate, _ totals: ClusterTotals, _ pod: BuildPod) {
    method = estimate.method
    seconds = LedgerBounds.wholeWait(estimate.exactSeconds)
    ninth = LedgerBounds.wholeWait(estimate.p90)
    isMeasuring = estimate.remark != nil
    fitsNow = estimate.fitsNow
    buildPodsThatFit = estimate.buildPodsThatFit
    nodesThatFit = totals.eligible.count { $0.fits(pod) > 0 }
    why = estimate.why
    buildPod = StatusPageInput.requests(pod.requests)
    shortage = .init(totals, pod)
  }
}

extension StatusPageInput.Shortage {
  /// nil if nothing is short by itself.
  fileprivate init?(_ totals: ClusterTotals, _ pod: BuildPod) {
    let nodes = totals.eligible
    for (name, quantity) in pod.needs {
      let free = nodes.map { $0.free(name) }.max() ?? .zero
      guard free < quantity else { continue }
      let resource = PageResource(name)
      self.init(
        resource: resource, asked: resource.amount(quantity), largestGap: max(0, resource.amount(free)),
        largestNode: nodes.map { resource.amount($0.allocatable[name]) }.max())
      return
    }
    return nil
  }
}

extension StatusPageInput.Node {
  fileprivate init(_ node: NodeTotals, _ pod: BuildPod) {
    name = node.name
    freeCPU = PageResource.cpu.amount(node.free("cpu"))
    allocatableCPU = PageResource.cpu.amount(node.allocatable.cpu)
    freeMemory = PageResource.memory.amount(node.free("memory"))
    allocatableMemory = PageResource.memory.amount(node.allocatable.memory)
    pods = node.pods.count
    buildPodsThatFit = node.fits(pod)
    accepts = node.classes.schedulable
    isCordoned = node.classes.cordoned
  }
}

extension PageResource {
  /// - Parameter name: as in a pod's requests.
  init(_ name: String) {
    switch name {
    case "cpu": self = .cpu
    case "memory": self = .memory
    default: self = .extended(name)
    }
  }

  /// In cores, bytes or pieces.
  func amount(_ quantity: Quantity) -> Double { Double(quantity.nanos) / 1e9 }
}
