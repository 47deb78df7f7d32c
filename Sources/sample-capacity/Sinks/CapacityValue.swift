import Shared

/// One number of a sample, in the form that all sinks share.
struct CapacityValue: Equatable, Sendable {
  enum Number: Equatable, Sendable {
    case whole(Int64)
    case real(Double)

    var double: Double {
      switch self {
      case .whole(let number): Double(number)
      case .real(let number): number
      }
    }
  }

  struct Label: Equatable, Sendable {
    let key: CapacityLabel
    let value: String
  }

  let metric: CapacityMetric
  /// Distinguish it from the metric's other numbers.
  var labels: [Label] = []
  /// Finite.
  let number: Number

  /// Returns nil if it has no such label.
  subscript(key: CapacityLabel) -> String? { labels.first { $0.key == key }?.value }
}

extension CapacitySample {
  /// All known numbers of the sample.
  func values() -> [CapacityValue] {
    var values = used + amounts + counts
    if let seconds = estimate.exactSeconds {
      values.append(
        CapacityValue(
          metric: .timeToStart, labels: [.init(key: .method, value: estimate.method)],
          number: .real(seconds)))
    }
    values += [
      CapacityValue(metric: .buildPodsThatFit, number: .whole(estimate.buildPodsThatFit)),
      CapacityValue(metric: .oldestPending, number: .real(Double(pods.oldestPendingSeconds))),
    ]
    return values + forecasts + extendedAmounts
  }

  /// A share is left out until it is of enough pods.
  private var forecasts: [CapacityValue] {
    var values: [CapacityValue] = []
    if let p90 = estimate.p90 { values.append(CapacityValue(metric: .timeToStartP90, number: .real(p90))) }
    for one in estimate.forecasts?.classes ?? [] where one.lastDay.scored >= ShownForecasts.provenFrom {
      for level in WaitLevel.allCases {
        values.append(
          CapacityValue(
            metric: .estimateCovered,
            labels: [.init(key: .level, value: level.name), .init(key: .buildClass, value: one.name)],
            number: .real(Double(one.lastDay.inside[level]) / Double(one.lastDay.scored))))
      }
    }
    return values
  }

  private var used: [CapacityValue] {
    [(CapacityMetric.cpuUsed, cpu.used), (.memoryUsed, memory.used)].compactMap { metric, used in
      used.flatMap { $0.isFinite ? CapacityValue(metric: metric, number: .real($0)) : nil }
    }
  }

  private var amounts: [CapacityValue] {
    cpu.states.map { state, millicores in
      CapacityValue(.cpuCores, state: state, .real(Double(millicores) / 1000))
    }
      + memory.states.map { CapacityValue(.memoryBytes, state: $0, .whole($1)) }
  }

  private var extendedAmounts: [CapacityValue] {
    extended.flatMap { resource in
      resource.amounts.states.map { state, amount in
        CapacityValue(
          metric: .extended,
          labels: [.init(key: .resource, value: resource.name), .init(key: .state, value: state)],
          number: .whole(amount))
      }
    }
  }

  private var counts: [CapacityValue] {
    pods.states.map { CapacityValue(.pods, state: $0, .whole(Int64($1))) }
      + nodes.states.map { CapacityValue(.nodes, state: $0, .whole(Int64($1))) }
  }
}

extension CapacityValue {
  fileprivate init(_ metric: CapacityMetric, state: String, _ number: Number) {
    self.init(metric: metric, labels: [.init(key: .state, value: state)], number: number)
  }
}

extension CapacitySample.Pods {
  fileprivate var states: [(String, Int)] {
    [
      ("running", running), ("pending", pending), ("bound", bound), ("starting", starting),
      ("terminating", terminating), ("unschedulable", unschedulable), ("gated", gated),
      ("waiting", waiting), ("orphaned", orphaned),
    ]
  }
}

extension CapacitySample.Nodes {
  fileprivate var states: [(String, Int)] {
    [
      ("total", total), ("schedulable", schedulable), ("cordoned", cordoned), ("not_ready", notReady),
      ("tainted", tainted), ("deleting", deleting),
    ]
  }
}
