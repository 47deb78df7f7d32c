import Shared

/// The forecasts of some samples, by class.
struct ForecastTable: Sendable {
  /// In seconds. Pods that are created later have no forecast.
  static let validity = Int64(WaitHistory.validity)

  struct Promise: Equatable, Sendable {
    /// Of the sample, in unix seconds.
    var time: Int64
    /// In seconds.
    var p50: Float
    var p90: Float
  }

  private var promises: [String: [Promise]] = [:]

  /// Adds a sample; the order does not matter.
  mutating func add(_ sample: SampleRecord) {
    for (name, forecast) in sample.forecast?.classes ?? [:] {
      guard let p50 = forecast.p50, let p90 = forecast.p90, p50 >= 0, p90 >= p50, p90 < 1e9 else { continue }
      let promise = Promise(time: sample.time, p50: Float(p50), p90: Float(p90))
      var list = promises[name] ?? []
      var place = list.count
      while place > 0, list[place - 1].time > promise.time { place -= 1 }
      list.insert(promise, at: place)
      promises[name] = list
    }
  }

  /// The oldest forecast that may still be open at a time, for a pod that was created while it was in force.
  func first(over time: Int64) -> Promise? {
    promises.values.flatMap(\.self).filter {
      Double($0.time + Self.validity) + Double($0.p90) >= Double(time)
    }.min { $0.time < $1.time }
  }

  /// What was in force for a class at a time: the newest sample's forecast, unless it is too old.
  func promise(_ name: String, at time: Int64) -> Promise? {
    guard let list = promises[name] else { return nil }
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    guard low > 0, time - list[low - 1].time <= Self.validity else { return nil }
    return list[low - 1]
  }
}
