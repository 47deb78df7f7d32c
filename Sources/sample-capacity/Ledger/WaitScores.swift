import Shared

/// How long build pods waited, and what had been promised.
extension PodWaits {
  /// The waits of spans that follow each other: quarter hours, a day.
  ///
  /// - Parameters:
  ///   - from: when the first span begins, in unix seconds.
  ///   - step: the length of each, in seconds.
  func waits(
    from: Int64, step: Int64, count: Int, _ forecasts: ForecastTable
  ) -> [SeriesBucket.Waits] {
    var spans = [Span](repeating: Span(), count: count)
    func place(_ time: Double) -> Int? {
      let place = ((time - Double(from)) / Double(step)).rounded(.down)
      return place >= 0 && place < Double(count) ? Int(place) : nil
    }
    for wait in waits where !wait.isGated {
      if let started = wait.started, let seconds = wait.seconds, let place = place(Double(started)) {
        spans[place].real.append(Float(seconds))
      }
      guard let promise = forecasts.promise(name(of: wait), at: wait.created),
        let place = place(Double(wait.created) + Double(promise.p90))
      else { continue }
      spans[place].add(Score(wait, p50: Double(promise.p50), p90: Double(promise.p90)), promise)
    }
    return spans.map(\.waits)
  }
}

/// Collects the waits of one span.
private struct Span {
  var real: [Float] = []
  var promised50: [Float] = []
  var promised90: [Float] = []
  var counts = SeriesBucket.Waits()

  mutating func add(_ score: Score, _ promise: ForecastTable.Promise) {
    switch score {
    case .leftOut: counts.leftOut += 1
    case .counted(let inside50, let inside90):
      counts.scored += 1
      counts.inside50 += inside50 ? 1 : 0
      counts.inside90 += inside90 ? 1 : 0
      promised50.append(promise.p50)
      promised90.append(promise.p90)
    }
  }

  var waits: SeriesBucket.Waits {
    var waits = counts
    waits.started = real.count
    if !real.isEmpty {
      let sorted = real.sorted()
      waits.p50 = sorted.quantile(0.5)
      waits.p90 = sorted.quantile(0.9)
    }
    if waits.scored > 0 {
      waits.promised50 = promised50.sorted().quantile(0.5)
      waits.promised90 = promised90.sorted().quantile(0.5)
    }
    return waits
  }
}

/// Whether a pod started within its forecast, once the forecast is over.
enum Score: Equatable {
  case counted(inside50: Bool, inside90: Bool)
  /// Gone without a start before that could be told.
  case leftOut

  /// - Parameters:
  ///   - p50: in seconds.
  ///   - p90: in seconds.
  init(_ wait: PodWaits.Wait, p50: Double, p90: Double) {
    if wait.started == nil, let gone = wait.gone, Double(gone - wait.created) <= p90 {
      self = .leftOut
      return
    }
    let seconds = wait.seconds ?? .infinity
    self = .counted(inside50: seconds <= p50, inside90: seconds <= p90)
  }
}
