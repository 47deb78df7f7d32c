import Shared

// What is stored from one run to the next. Numbers are read back unchanged.

extension ForecastScore {
  var json: JSONValue {
    [
      "open": .object(open.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.json) }),
      "classes": .object(classes.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.json) }),
    ]
  }

  init(_ stored: JSONCursor) throws(JSONError) {
    for (uid, pod) in try stored["open"].members() { open[uid] = try Open(pod) }
    for (name, score) in try stored["classes"].members() { classes[name] = try ClassScore(score) }
  }
}

extension ForecastScore.Open {
  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("class", .string(className)), .init("created", .exact(created)),
      .init("p50", .exact(forecasts.p50)), .init("p90", .exact(forecasts.p90)),
      .init("others", forecasts.baselines.json),
    ]
    if let wait { members.append(.init("wait", .exact(wait))) }
    if let judged { members.append(.init("judged", .exact(judged))) }
    return .object(members)
  }

  fileprivate init(_ stored: JSONCursor) throws(JSONError) {
    className = try stored["class"].string()
    created = try stored["created"].exactTime()
    forecasts = ComparedForecasts(
      p50: try stored["p50"].number(), p90: try stored["p90"].number(),
      baselines: try PerBaseline(stored["others"]))
    wait = try stored["wait"].optionalExact()
    judged = try stored["judged"].optionalExactTime()
  }
}

extension ForecastScore.ClassScore {
  fileprivate var json: JSONValue {
    [
      "all": all.json,
      "periods": .object(periods.sorted { $0.key < $1.key }.map { .init("\($0.key)", $0.value.json) }),
    ]
  }

  fileprivate init(_ stored: JSONCursor) throws(JSONError) {
    all = try ScoreTally(stored["all"])
    for (name, tally) in try stored["periods"].members() {
      guard let number = Int(name) else { throw tally.error("expected the number of a period") }
      periods[number] = try ScoreTally(tally)
    }
  }
}

extension ScoreTally {
  /// Numbers in a fixed order: an object would repeat its keys a hundred times a day.
  fileprivate var json: JSONValue {
    var numbers = [Double(scored), Double(leftOut)]
    for level in WaitLevel.allCases { numbers += [Double(inside[level])] + losses[level].numbers }
    for baseline in Baseline.allCases { numbers += baselineLosses[baseline].numbers }
    return .exact(numbers)
  }

  fileprivate init(_ stored: JSONCursor) throws(JSONError) {
    let numbers = try stored.numbers()
    let counts = [0, 1, 2, 3, 5, 6, 8, 10, 12]
    guard numbers.count == 14, counts.allSatisfy({ (0...9e15).contains(numbers[$0]) }) else {
      throw stored.error("expected 14 numbers")
    }
    scored = Int(numbers[0])
    leftOut = Int(numbers[1])
    for (place, level) in zip([2, 5], WaitLevel.allCases) {
      inside[level] = Int(numbers[place])
      losses[level] = Loss(numbers[(place + 1)...])
    }
    for (place, baseline) in zip([8, 10, 12], Baseline.allCases) {
      baselineLosses[baseline] = Loss(numbers[place...])
    }
  }
}

extension ScoreTally.Loss {
  fileprivate var numbers: [Double] { [Double(pods), sum] }

  fileprivate init(_ numbers: ArraySlice<Double>) {
    self.init(pods: Int(numbers[numbers.startIndex]), sum: numbers[numbers.startIndex + 1])
  }
}
