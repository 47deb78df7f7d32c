import Shared

extension SampleReport {
  func writeText(to output: StandardOutput, style: TextStyle) throws {
    guard let sample else {
      guard listBegan else { return }
      let what = isOfSnapshot ? "the snapshot" : "cluster \(cluster.name)"
      return try output.write(line: "No sample was taken from \(what).".withoutControlCharacters)
    }
    let width = style.width
    var lines = sums(sample).lines(width: width)
    lines +=
      ["", "Accounting: \(accountingText)", sample.nodes.line, sample.pods.line] + sample.estimate.lines
    if showsNodes { lines += [""] + rows(sample).lines(width: width) }
    if !written.isEmpty { lines += [""] + destinations.lines(width: width) }
    for line in lines { try output.write(line: line.withoutControlCharacters) }
  }

  /// `scheduler 1.36`, `kubectl`
  var accountingText: String {
    accounting.rawValue + (accounting == .scheduler ? " \(accountingVersion.rawValue)" : "")
  }

  private func sums(_ sample: CapacitySample) -> TextTable {
    // A column less is better than half a number.
    var table = TextTable(
      ["RESOURCE", "CAPACITY", "ALLOCATABLE", "RUNNING", "PENDING", "BOUND", "UNBOUND", "REQUESTED"],
      shrinkable: ["RESOURCE"], expendable: ["CAPACITY", "UNBOUND", "BOUND"])
    for (name, amounts, text) in [
      ("cpu", sample.cpu, AmountText.cores), ("memory", sample.memory, AmountText.bytes),
    ] {
      table.add([name] + amounts.states.map { text($0.1) } + [requested(amounts)])
    }
    for extended in sample.extended {
      table.add(
        [extended.name] + extended.amounts.states.map { "\($0.1)" } + [requested(extended.amounts)])
    }
    return table
  }

  /// What pods request of the whole, which may be more than all: `126.4% (12.6% pending)`.
  private func requested(_ amounts: CapacitySample.Amounts) -> String {
    let whole = accounting == .golangBuild ? amounts.capacity : amounts.allocatable
    guard amounts.pending > 0, whole > 0 else { return AmountText.share(amounts.used) }
    let pending = Double(amounts.pending) / Double(whole)
    return "\(AmountText.share(amounts.used)) (\(AmountText.share(pending)) pending)"
  }

  private func rows(_ sample: CapacitySample) -> TextTable {
    var table = TextTable(["NODE", "CPU", "MEMORY", "PODS", "BUILD PODS THAT FIT"], shrinkable: ["NODE"])
    for row in sample.perNode {
      let (asked, whole) = (row.requested, row.allocatable)
      table.add([
        row.name, "\(AmountText.cores(asked.cpuMilli)) of \(AmountText.cores(whole.cpuMilli))",
        "\(AmountText.bytes(asked.memoryBytes)) of \(AmountText.bytes(whole.memoryBytes))",
        "\(asked.pods) of \(whole.pods)", "\(row.buildPodsThatFit)",
      ])
    }
    return table
  }

  private var destinations: TextTable {
    var table = TextTable(["TO", "POINTS", "BACKLOG", "OUTCOME", "ERROR"])
    for row in written {
      table.add([row.to, "\(row.points)", "\(row.backlog)", row.outcome.rawValue, row.error ?? ""])
    }
    return table
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
  fileprivate var lines: [String] {
    let whose = method == EstimateMethod.golangBuild.rawValue ? "golang.org/x/build's formula" : "podkeeper"
    let rest = ignored.isEmpty ? "" : " (without regard to \(ignored.joined(separator: ", ")))"
    let estimate = "\(whose) estimates: \(when), because \(Self.reason(why))\(rest)"
    guard let p90 else { return [estimate] + (remark.map { [$0 + "."] } ?? []) }
    let promise = "Of pods that come now, one by one, 9 in 10 start within about \(ForecastText.wait(p90))."
    return [estimate, [promise, forecasts?.shown?.proof].compactMap(\.self).joined(separator: " ")]
  }

  private var when: String {
    if let p50 { return "a new build pod starts in about \(ForecastText.wait(p50))" }
    if let seconds { return "a new build pod starts in about \(DurationArgument.text(seconds))" }
    return why.hasPrefix(Self.never)
      ? "a new build pod never starts" : "it is unknown when a new build pod starts"
  }
}

/// The counts that are not zero, in words.
private func named(_ counts: [(count: Int, name: String)]) -> String {
  counts.filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
}
