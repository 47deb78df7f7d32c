import Shared

extension SampleForecast {
  /// The line's part: everything that the forecasts were made from, and the forecasts.
  ///
  /// - Parameter lastWait: how long the pod waited that started last, in seconds.
  init(_ input: ForecastInput, _ forecasts: [WaitForecast?], lastWait: Double?) {
    self.init()
    capacity = Double(input.capMilli) / 1000
    bound = Double(input.boundMilli) / 1000
    freed = Double(input.freedMilli) / 1000
    for (asked, forecast) in zip(input.classes, forecasts) {
      var made = OfClass()
      made.cpu = asked.cpu
      made.fit = asked.fit
      made.golangBuild = asked.golangBuild
      made.headOfLine = input.headWait ?? lastWait
      made.ahead = asked.ahead
      made.state = forecast?.state.rawValue
      made.base = forecast?.base
      made.p50 = forecast?.p50
      made.p90 = forecast?.p90
      classes[asked.name] = made
    }
  }
}

extension ForecastInput {
  /// What a sample's line says; nil if it says nothing about forecasts.
  ///
  /// - Parameter timePerBuild: in seconds; it matters for the first sample only.
  init?(_ forecast: SampleForecast?, time: Int64, timePerBuild: Double) {
    guard let forecast, let cap = forecast.capacity, let bound = forecast.bound, let freed = forecast.freed,
      let capMilli = Int64(exactly: (cap * 1000).rounded()),
      let boundMilli = Int64(exactly: (bound * 1000).rounded()),
      let freedMilli = Int64(exactly: (freed * 1000).rounded()), min(capMilli, boundMilli, freedMilli) >= 0
    else { return nil }
    let sorted = forecast.classes.sorted { $0.key < $1.key }
    self.init(
      time: Double(time), capMilli: capMilli, boundMilli: boundMilli, freedMilli: freedMilli,
      timePerBuild: timePerBuild, headWait: sorted.first?.value.headOfLine,
      classes: sorted.map { name, made in
        let state = made.state.flatMap(QueueState.init(rawValue:))
        let room: WaitObservation.Room = state.map { $0 == .fits ? .now : .later } ?? .never
        return .init(
          name: name, room: room, ahead: made.ahead ?? 0, fit: made.fit, golangBuild: made.golangBuild,
          cpu: made.cpu ?? 0)
      })
  }
}
