@testable import sample_capacity

/// A method that forecasts waits, in seconds.
protocol SimulatedMethod {
  /// - Returns: a forecast for each class, for pods that are created before the next sample; nil if it has none.
  mutating func step(_ sample: SimulatedSample) -> [SimulatedForecast?]
}

struct SimulatedForecast: Equatable, Sendable {
  var p50: Double
  var p90: Double
  /// The forecast without history, if the method has one.
  var base = 0.0

  init(_ p50: Double, _ p90: Double, base: Double = 0) {
    self.p50 = p50
    self.p90 = p90
    self.base = base
  }

  /// A single number, which stands for both.
  init(_ seconds: Int) { self.init(Double(seconds), Double(seconds)) }
}

/// `--estimate history`
struct HistoryMethod: SimulatedMethod {
  private(set) var history = WaitHistory()
  private var last: Int?

  static func observation(_ sample: SimulatedSample, interval: Int) -> WaitObservation {
    var seen = WaitObservation(
      time: Double(sample.time), interval: Double(interval), cap: Double(sample.cap),
      bound: Double(sample.bound), freed: Double(sample.freed), classes: [])
    for (number, cpu) in SimulatedSample.classes.enumerated() {
      let room: WaitObservation.Room =
        sample.fits[number] > 0 ? .now : sample.slots[number] > 0 ? .later : .never
      let unbound = sample.unbound.lazy.map { (cpu: Double($0), pods: 1) }
      seen.classes.append(
        .init(
          name: "\(cpu) CPU", room: room, ahead: WaitObservation.ahead(of: Double(cpu), unbound: unbound)))
    }
    seen.created = sample.created.map {
      .init(uid: $0.uid, className: "\($0.cpu) CPU", time: Double($0.created))
    }
    seen.started = sample.started.map { pod in
      let started = pod.started ?? 0
      return .init(
        uid: pod.uid, wait: Double(started - pod.created), took: Double(started - (pod.bound ?? started)))
    }
    seen.gone = sample.gone.map { .init(uid: $0.uid, age: 0) }
    seen.pending = sample.pending.map { .init(uid: $0.uid, age: Double(sample.time - $0.created)) }
    seen.headAge = sample.headAge.map(Double.init)
    return seen
  }

  mutating func step(_ sample: SimulatedSample) -> [SimulatedForecast?] {
    let seen = Self.observation(sample, interval: last.map { sample.time - $0 } ?? 60)
    last = sample.time
    return history.step(seen).map { $0.map { SimulatedForecast($0.p50, $0.p90, base: $0.base) } }
  }
}

/// `--estimate fit`, with what the options say by default
struct FitMethod: SimulatedMethod {
  func step(_ sample: SimulatedSample) -> [SimulatedForecast?] {
    zip(sample.fits, sample.slots).map { fits, slots in
      guard slots > 0 else { return nil }
      return SimulatedForecast(fits > 0 ? 90 : 90 + 600 * (sample.unbound.count / slots + 1))
    }
  }
}

/// `--estimate golang-build`, with what the options say by default
struct GolangBuildMethod: SimulatedMethod {
  func step(_ sample: SimulatedSample) -> [SimulatedForecast?] {
    let requested = sample.bound + sample.unbound.reduce(0, +)
    let cluster = sample.cap - 2 * sample.nodes
    return SimulatedSample.classes.map { cpu in
      guard cluster > 0 else { return nil }
      return SimulatedForecast(cpu + requested < cluster ? 90 : 600 * requested / cluster)
    }
  }
}

/// How long the head of the queue has waited, else the last pod that started.
struct HeadMethod: SimulatedMethod {
  private var lastWait = 0

  mutating func step(_ sample: SimulatedSample) -> [SimulatedForecast?] {
    if let pod = sample.started.last { lastWait = (pod.started ?? 0) - pod.created }
    return SimulatedSample.classes.map { _ in SimulatedForecast(sample.headAge ?? lastWait) }
  }
}
