import Shared

extension StatusPageInput.Sample {
  /// What the page shows of an older sample.
  init(_ last: LastSample) {
    let record = last.sample
    time = LedgerBounds.time(record.time)
    resources = [
      .init(.cpu, record.cpu, unit: PageResource.cpu.unit), .init(.memory, record.memory, unit: 1),
    ]
    resources += StatusPageInput.Amounts.scarcestFirst(record.extended)
    nodes = .init(record.nodes)
    waitingPods = record.pods.pending
    oldestWaiting = record.pods.pending > 0 ? record.pods.oldestPendingSeconds : nil
    estimate = .init(record.estimate)
    estimate.nodesThatFit = last.nodes.count { $0.row.buildPodsThatFit > 0 }
    estimate.buildPod = StatusPageInput.requests(ResourceList(recorded: last.buildPodRequests))
    perNode = last.nodes.map { .init($0) }
    queue = last.queue.map { .init($0, at: record.time) }
    buildPods = .init(last.buildPods)
  }
}

extension StatusPageInput.Amounts {
  static func scarcestFirst(_ extended: [CapacitySample.Extended]) -> [Self] {
    extended.map { .init(.extended($0.name), $0.amounts, unit: 1) }
      .sorted { ($0.askedFor ?? -1) > ($1.askedFor ?? -1) }
  }
}

extension StatusPageInput.Estimate {
  fileprivate init(_ estimate: SampleRecord.Estimate) {
    method = estimate.method
    seconds = LedgerBounds.wholeWait(estimate.seconds)
    ninth = LedgerBounds.wholeWait(estimate.p90)
    fitsNow = estimate.fitsNow
    buildPodsThatFit = estimate.buildPodsThatFit
    why = estimate.why
  }
}

extension StatusPageInput.Node {
  fileprivate init(_ node: LastSample.NodeRow) {
    let (has, asked) = (node.row.allocatable, node.row.requested)
    name = node.row.name
    freeCPU = Double(has.cpuMilli) / 1000 - Double(asked.cpuMilli) / 1000
    allocatableCPU = Double(has.cpuMilli) / 1000
    freeMemory = Double(has.memoryBytes) - Double(asked.memoryBytes)
    allocatableMemory = Double(has.memoryBytes)
    pods = Int(clamping: asked.pods)
    buildPodsThatFit = node.row.buildPodsThatFit
    accepts = !node.cordoned && !node.notReady && !node.tainted && !node.deleting
    isCordoned = node.cordoned
  }
}

extension StatusPageInput.BuildPods {
  init(_ summary: BuildPodSummary) {
    running = LedgerBounds.count(summary.running)
    overdue = LedgerBounds.count(summary.overdue)
    oldest = summary.oldest.map { .init($0) }
    let named = Set(summary.oldest.map { "\($0.namespace)/\($0.name)" })
    youngest = summary.youngest.filter { !named.contains("\($0.namespace)/\($0.name)") }.reversed().map {
      .init($0)
    }
    more = max(0, running + LedgerBounds.count(summary.pending) - oldest.count - youngest.count)
  }
}

extension StatusPageInput.BuildPodRow {
  fileprivate init(_ row: BuildPodSummary.Row) {
    self.init(
      namespace: row.namespace, name: row.name, node: row.node ?? "",
      created: LedgerBounds.time(row.created ?? 0),
      deadline: row.deadline)
  }
}

extension StatusPageInput.QueueRow {
  /// - Parameter time: of the sample.
  init(_ row: sample_capacity.QueueRow, at time: Int64) {
    let words = QueueWords.of(row.why)
    self.init(
      why: words.why, detail: row.detail.isEmpty ? words.detail : row.detail,
      pods: LedgerBounds.count(row.pods),
      oldest: row.oldest.map { max(0, time.subtractingReportingOverflow($0).partialValue) } ?? 0,
      ages: row.ages.map { LedgerBounds.count($0) },
      isNever: row.why == "never", needsNobody: words.needsNobody)
  }
}
