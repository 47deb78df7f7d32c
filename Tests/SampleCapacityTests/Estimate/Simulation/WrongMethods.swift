@testable import sample_capacity

// Methods with a deliberate mistake, which the thresholds must find.

extension SimulatedForecast {
  /// No history: the base, and what is assumed before there are any waits.
  var withoutHistory: SimulatedForecast { SimulatedForecast(base, 2.5 * base) }

  var withSwappedLevels: SimulatedForecast { SimulatedForecast(p90, p50) }
}

/// The last 100 waits of a class, whatever the state of the cluster.
struct LastWaits: SimulatedMethod {
  private var waits: [[Double]] = [[], [], []]
  private var forecasts: [SimulatedForecast?] = [nil, nil, nil]

  mutating func step(_ sample: SimulatedSample) -> [SimulatedForecast?] {
    for pod in sample.started { waits[pod.classNumber].append(Double((pod.started ?? 0) - pod.created)) }
    for number in Set(sample.started.map(\.classNumber)) {
      waits[number] = waits[number].suffix(100)
      let sorted = waits[number].sorted()
      forecasts[number] = SimulatedForecast(sorted.quantile(0.5), sorted.quantile(0.9))
    }
    return forecasts
  }
}
