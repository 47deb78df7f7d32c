/// Where there is room.
struct NodesSection {
  let page: PageContext

  var markup: Markup {
    guard let sample = page.input.sample, !page.hidesNames else { return .empty }
    return page.section("nodes", "Nodes", [PageContext.lead(lead(sample))] + content(sample))
  }

  private func lead(_ sample: StatusPageInput.Sample) -> Markup {
    let nodes = sample.nodes
    guard nodes.total > 0 else { return "The cluster has \(strong: "no nodes")." }
    let share = "\(NumberText.whole(nodes.accepting)) of \(NumberText.whole(nodes.total))"
    let first: Markup = "\(strong: share) \(nodes.total == 1 ? "node accepts" : "nodes accept") pods."
    guard nodes.accepting > 0 else { return first }
    let accepting = sample.perNode.filter(\.accepts)
    guard let largest = accepting.max(by: { $0.freeCPU < $1.freeCPU }) else { return first }
    let cpu = NumberText.decimal(max(0, largest.freeCPU), digits: 2) + NumberText.noBreak + "CPU"
    let memory = AmountUnit(.memory, largest: 0).withName(max(0, largest.freeMemory))
    let none: Markup = sample.estimate.buildPodsThatFit == 0 ? " None has room for a build pod; the" : " The"
    return first + none + " largest pod that would fit requests \(cpu) and \(memory)."
  }

  private func content(_ sample: StatusPageInput.Sample) -> [Markup] {
    let accepting = sample.perNode.filter(\.accepts).sorted { ($1.freeCPU, $0.name) < ($0.freeCPU, $1.name) }
    guard !sample.perNode.isEmpty else { return [] }
    return chart(sample, accepting) + (accepting.isEmpty ? [] : [table(sample, accepting)])
  }

  /// Of the CPU: nodes are given by it.
  private func chart(_ sample: StatusPageInput.Sample, _ accepting: [StatusPageInput.Node]) -> [Markup] {
    guard accepting.count > 1 else { return [] }
    let asked = sample.estimate.buildPod.first { $0.resource == .cpu }?.amount ?? 0
    let cordoned = sample.perNode.count(where: \.isCordoned)
    let chart = NodeChart(
      free: accepting.map(\.freeCPU), cordoned: cordoned, asked: asked,
      nodeSize: accepting.map(\.allocatableCPU).max() ?? 0)
    let total = accepting.count + cordoned
    let each: Markup =
      total > NodeChart.limit ? "free CPU, one column per group of nodes" : "free CPU, one column per node"
    var key = [Swatch.square(.runningAtTimes).with(each)]
    if asked > 0 { key.append(Swatch.dash.with("a build pod requests \(NumberText.amount(asked)) CPU")) }
    if cordoned > 0 { key.append(Swatch.outline.with("\(NumberText.whole(cordoned)) cordoned")) }
    return [Swatch.key(key), .element("figure", [], chart.svg)]
  }

  private func table(_ sample: StatusPageInput.Sample, _ accepting: [StatusPageInput.Node]) -> Markup {
    let cpu = Set(accepting.map(\.allocatableCPU))
    let memory = Set(accepting.map(\.allocatableMemory))
    let cpuSize: Markup = cpu.count == 1 ? " of \(NumberText.amount(cpu.first ?? 0))" : ""
    let memorySize: Markup =
      memory.count == 1 ? " of \(AmountUnit.gibibyte.text(memory.first ?? 0))" : ""
    var table = DataTable([
      .words("Node"), .number("CPU free" + cpuSize), .number("GiB free" + memorySize, isMinor: true),
      .number("Pods", isMinor: true), .number("Build pods that fit"),
    ])
    func add(_ nodes: some Sequence<StatusPageInput.Node>) {
      for node in nodes {
        let size = cpu.count == 1 ? "" : " of \(NumberText.amount(node.allocatableCPU))"
        table.add([
          .element("code", [], .named(node.name)),
          Markup(NumberText.decimal(node.freeCPU, digits: 2) + size),
          Markup(AmountUnit.gibibyte.text(node.freeMemory)), Markup(NumberText.whole(node.pods)),
          Markup(NumberText.whole(node.buildPodsThatFit)),
        ])
      }
    }
    add(accepting.prefix(3))
    let left = accepting.count - 6
    let cordoned = sample.nodes.cordoned
    let others: Markup =
      cordoned == 0 ? "" : "\(NumberText.whole(cordoned)) \(cordoned == 1 ? "is" : "are") cordoned"
    if left > 0 {
      table.add(
        gap: "\(NumberText.whole(left)) more \(left == 1 ? "accepts" : "accept") pods"
          + (cordoned == 0 ? "" : ", " + others))
    }
    add(accepting.dropFirst(3).suffix(3))
    if left <= 0, cordoned > 0 { table.add(gap: others) }
    return table.markup
  }
}
