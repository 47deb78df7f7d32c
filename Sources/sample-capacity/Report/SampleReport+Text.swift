import Shared

extension SampleReport {
  func writeText(to output: StandardOutput) throws {
    guard let sample else {
      let what = isOfSnapshot ? "the snapshot" : "cluster \(cluster.name)"
      return try output.write(line: "No sample was taken from \(what).".withoutControlCharacters)
    }
    var lines =
      sums(sample) + ["", accountingLine, sample.nodes.line, sample.pods.line, sample.estimate.line]
    if showsNodes { lines += [""] + rows(sample) }
    if !written.isEmpty { lines += [""] + destinations }
    for line in lines { try output.write(line: line.withoutControlCharacters) }
  }

  private var accountingLine: String {
    "Accounting: \(accounting.rawValue)" + (accounting == .scheduler ? " \(accountingVersion.rawValue)" : "")
  }

  private func sums(_ sample: CapacitySample) -> [String] {
    var table = TextTable([
      "RESOURCE", "CAPACITY", "ALLOCATABLE", "RUNNING", "PENDING", "BOUND", "UNBOUND", "USED",
    ])
    for (name, amounts, text) in [
      ("cpu", sample.cpu, AmountText.cores), ("memory", sample.memory, AmountText.bytes),
    ] {
      table.add([name] + amounts.states.map { text($0.1) } + [AmountText.share(amounts.used)])
    }
    for extended in sample.extended {
      table.add(
        [extended.name] + extended.amounts.states.map { "\($0.1)" }
          + [AmountText.share(extended.amounts.used)])
    }
    return table.lines
  }

  private func rows(_ sample: CapacitySample) -> [String] {
    var table = TextTable(["NODE", "CPU", "MEMORY", "PODS", "BUILD PODS THAT FIT"])
    for row in sample.perNode {
      let (asked, whole) = (row.requested, row.allocatable)
      table.add([
        row.name, "\(AmountText.cores(asked.cpuMilli)) of \(AmountText.cores(whole.cpuMilli))",
        "\(AmountText.bytes(asked.memoryBytes)) of \(AmountText.bytes(whole.memoryBytes))",
        "\(asked.pods) of \(whole.pods)", "\(row.buildPodsThatFit)",
      ])
    }
    return table.lines
  }

  private var destinations: [String] {
    var table = TextTable(["TO", "POINTS", "BACKLOG", "OUTCOME", "ERROR"])
    for row in written {
      table.add([row.to, "\(row.points)", "\(row.backlog)", row.outcome.rawValue, row.error ?? ""])
    }
    return table.lines
  }
}

extension CapacitySample.Nodes {
  fileprivate var line: String {
    let others = named([
      (cordoned, "cordoned"), (notReady, "not ready"), (tainted, "tainted"), (deleting, "being deleted"),
    ])
    return "Nodes: \(schedulable) of \(total) take pods" + (others.isEmpty ? "" : " (\(others))")
  }
}

extension CapacitySample.Pods {
  fileprivate var line: String {
    let details = named([
      (starting, "starting"), (unschedulable, "unschedulable"), (gated, "gated"),
      (waiting, "not tried by the scheduler"), (nominated, "nominated"), (terminating, "terminating"),
      (orphaned, "orphaned"),
    ])
    let oldest =
      oldestPendingSeconds > 0 ? ", the oldest for \(DurationArgument.text(oldestPendingSeconds))" : ""
    return "Pods: \(running) running, \(pending) pending\(oldest)" + (details.isEmpty ? "" : " (\(details))")
  }
}

extension CapacitySample.Estimate {
  fileprivate var line: String {
    let wait = seconds.map { "in about \(DurationArgument.text($0)): " } ?? ""
    let rest = ignored.isEmpty ? "" : " (not considered: \(ignored.joined(separator: ", ")))"
    return "A new build pod starts: \(wait)\(why)\(rest)"
  }
}

/// The counts that are not zero, in words.
private func named(_ counts: [(count: Int, name: String)]) -> String {
  counts.filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
}
