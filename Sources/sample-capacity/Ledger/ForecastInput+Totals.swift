import Shared

extension ForecastInput {
  /// Measures what the forecasts of all classes need. A class is expected to request what its newest pod did.
  ///
  /// - Parameters:
  ///   - buildPod: says where build pods may run, and what a class without a pod requests.
  ///   - buildClass: the class that the report is about.
  ///   - isWhole: whether all nodes count; if not, unbound pods do not belong to them.
  init(
    _ totals: ClusterTotals, _ collected: ForecastCollector, _ options: EstimateOptions, buildPod: BuildPod,
    buildClass: String, isWhole: Bool
  ) {
    let eligible = totals.eligible
    time = Double(collected.time)
    capMilli = sum(eligible.map { $0.allocatable.cpu })
    boundMilli = sum(eligible.map { $0.pods.requests.cpu })
    let since = saturatingSum(eligible.map { collected.boundSince[$0.name] ?? 0 })
    freedMilli =
      collected.tracker.time == nil
      ? 0 : max(0, saturatingSum([collected.tracker.boundMilli, since]) - boundMilli)
    timePerBuild = Double(options.timePerBuild.seconds)
    let largest = eligible.map { $0.allocatable.cpu }.max() ?? .zero
    let unbound = (isWhole ? collected.unbound : [:]).filter { Quantity(milli: $0.key) <= largest }
      .sorted { $0.key < $1.key }.map { (cpu: Double($0.key) / 1000, pods: $0.value) }
    headWait = isWhole ? collected.oldestUnbound.map { Double(max(0, collected.time - $0)) } : nil
    var pods = collected.tracker.newestRequests.mapValues { BuildPod(requests: $0.amounts, like: buildPod) }
    if pods[buildClass] == nil { pods[buildClass] = buildPod }
    classes = pods.sorted { $0.key < $1.key }.map { name, pod in
      .init(name, pod, totals, options, unbound: unbound)
    }
  }
}

extension WaitObservation.Class {
  fileprivate init(
    _ name: String, _ pod: BuildPod, _ totals: ClusterTotals, _ options: EstimateOptions,
    unbound: [(cpu: Double, pods: Int)]
  ) {
    let cpu = Double(pod.requests.cpu.milli ?? .max) / 1000
    let fit = options.estimate(totals, pod, by: .fit)
    self.init(
      name: name, room: fit.fitsNow ? .now : fit.seconds == nil ? .never : .later,
      // To a millionth of a core, so that the ledger's line says exactly what was used.
      ahead: (WaitObservation.ahead(of: cpu, unbound: unbound) * 1e6).rounded() / 1e6,
      fit: fit.seconds.map { Double($0) },
      golangBuild: options.estimate(totals, pod, by: .golangBuild).seconds.map { Double($0) }, cpu: cpu)
  }
}

extension BuildPod {
  /// A pod that requests these amounts, as they are recorded, and may run where another may.
  fileprivate init(requests: [String: Int64], like other: BuildPod) {
    self.init(
      name: "\(other)", requests: ResourceList(recorded: requests), placement: other.placement,
      ignored: other.ignored)
  }
}

private func sum(_ quantities: [Quantity]) -> Int64 {
  let sum = quantities.reduce(.zero, +)
  return sum.milli ?? .max
}
