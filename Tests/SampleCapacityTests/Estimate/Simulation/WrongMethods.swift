@testable import sample_capacity

// Methods with a deliberate mistake, which the thresholds must find.

/// No history: the base, and what is assumed before there are any waits.
struct NoHistory: SimulatedMethod {
  private var history = HistoryMethod()

  mutating func step(_ sample: SimulatedSample) -> [SimulatedForecast?] {
    _ = history.step(sample)
    return (history.history.issued.last?.forecasts).map { issued in
      SimulatedSample.classes.map { cpu in
        issued["\(cpu) CPU"].map { SimulatedForecast($0.base, 2.5 * $0.base) }
      }
    } ?? []
  }
}

/// The last 100 waits of a class, whatever the state of the cluster.
struct LastWaits: SimulatedMethod {
  private var waits: [[Double]] = [[], [], []]

  mutating func step(_ sample: SimulatedSample) -> [SimulatedForecast?] {
    for pod in sample.started { waits[pod.classNumber].append(Double((pod.started ?? 0) - pod.created)) }
    for number in waits.indices { waits[number] = waits[number].suffix(100) }
    return waits.map { waits in
      guard !waits.isEmpty else { return nil }
      let sorted = waits.sorted()
      return SimulatedForecast(sorted.quantile(0.5), sorted.quantile(0.9))
    }
  }
}

/// P50 and P90 swapped.
struct SwappedLevels: SimulatedMethod {
  private var history = HistoryMethod()

  mutating func step(_ sample: SimulatedSample) -> [SimulatedForecast?] {
    history.step(sample).map { $0.map { SimulatedForecast($0.p90, $0.p50) } }
  }
}
