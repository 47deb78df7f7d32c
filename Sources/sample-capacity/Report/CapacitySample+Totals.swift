import Shared

extension CapacitySample {
  /// - Parameters:
  ///   - time: seconds since 1970.
  ///   - warnings: gets a warning if a sum does not fit into 64 bits and is cut to what does.
  init(_ totals: ClusterTotals, time: Double, buildPod: BuildPod, warnings: inout Warnings) {
    var rounding = Rounding(totals.accounting)
    self.time = time
    accounting = totals.accounting
    cpu = rounding.amounts(totals, "CPU", \.cpu, { $0.sum(cpu: $1) })
    memory = rounding.amounts(totals, "memory", \.memory, { $0.sum(memory: $1) })
    extended = totals.extended.map { name in
      Extended(name: name, amounts: rounding.amounts(totals, name, \.[name], { $0.value($1) }))
    }
    nodes = Nodes(totals.nodes)
    pods = Pods(totals, now: Int64(time.rounded(.down)))
    perNode = totals.nodes.map { node in
      NodeRow(
        name: node.name,
        allocatable: .init(
          cpuMilli: rounding.milli(node.allocatable.cpu),
          memoryBytes: rounding.value(node.allocatable.memory),
          pods: node.slots),
        requested: .init(
          cpuMilli: rounding.milli(node.pods.requests.cpu),
          memoryBytes: rounding.value(node.pods.requests.memory), pods: Int64(node.pods.count)),
        buildPodsThatFit: node.fits(buildPod))
    }
    if rounding.hasCut {
      warnings.append(Warning(message: "a sum is more than 2^63-1 and is shown as 2^63-1"))
    }
  }
}

/// Rounds sums to whole millicores and bytes.
private struct Rounding {
  let accounting: Accounting
  /// Whether a sum was cut to fit into 64 bits.
  private(set) var hasCut = false

  init(_ accounting: Accounting) { self.accounting = accounting }

  /// Rounds a cluster's sum. golang.org/x/build counted whole CPUs only.
  mutating func sum(cpu: Quantity) -> Int64 { milli(accounting == .golangBuild ? cpu.roundedToOne : cpu) }

  mutating func sum(memory: Quantity) -> Int64 { value(memory) }

  mutating func milli(_ quantity: Quantity) -> Int64 { cut(quantity.milli, quantity) }

  mutating func value(_ quantity: Quantity) -> Int64 { cut(quantity.value, quantity) }

  private mutating func cut(_ number: Int64?, _ quantity: Quantity) -> Int64 {
    if number == nil { hasCut = true }
    return number ?? (quantity < .zero ? .min : .max)
  }

  mutating func amounts(
    _ totals: ClusterTotals, _ name: String, _ resource: KeyPath<ResourceList, Quantity>,
    _ round: (inout Rounding, Quantity) -> Int64
  ) -> CapacitySample.Amounts {
    let all = totals.all
    var amounts = CapacitySample.Amounts()
    amounts.capacity = round(&self, totals.nodes.reduce(.zero) { $0 + $1.capacity[keyPath: resource] })
    amounts.allocatable = round(
      &self, totals.nodes.reduce(.zero) { $0 + $1.allocatable[keyPath: resource] })
    amounts.running = round(&self, all.running[keyPath: resource])
    amounts.pending = round(&self, all.pending[keyPath: resource])
    amounts.bound = round(&self, totals.bound.requests[keyPath: resource])
    amounts.unbound = round(&self, totals.unbound.requests[keyPath: resource])
    let whole = accounting == .golangBuild ? amounts.capacity : amounts.allocatable
    if whole > 0 { amounts.used = (Double(amounts.running) + Double(amounts.pending)) / Double(whole) }
    return amounts
  }
}

extension CapacitySample.Nodes {
  fileprivate init(_ nodes: [NodeTotals]) {
    total = nodes.count
    schedulable = nodes.count(where: \.classes.schedulable)
    cordoned = nodes.count(where: \.classes.cordoned)
    notReady = nodes.count(where: \.classes.notReady)
    tainted = nodes.count(where: \.classes.tainted)
    deleting = nodes.count(where: \.classes.deleting)
  }
}

extension CapacitySample.Pods {
  fileprivate init(_ totals: ClusterTotals, now: Int64) {
    let all = totals.all
    running = all.runningCount
    pending = all.pendingCount
    bound = totals.bound.count
    starting = totals.bound.pendingCount
    terminating = all.terminating
    unschedulable = totals.unbound.unschedulable
    gated = totals.unbound.gated
    waiting = totals.unbound.waiting
    orphaned = totals.orphaned
    nominated = totals.nominated
    oldestPendingSeconds =
      all.oldestPending.map { max(0, now.subtractingReportingOverflow($0).partialValue) } ?? 0
  }
}
