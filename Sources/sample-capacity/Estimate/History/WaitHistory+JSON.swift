import Shared

// What is stored from one run to the next. Numbers are read back unchanged.

extension WaitHistory {
  var json: JSONValue {
    [
      "start": .exact(start), "freed": freed.map { .exact($0) } ?? .null, "busy": .exact(busy),
      "classes": .object(classes.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.json) }),
      "remembered": .object(remembered.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.json) }),
      "issued": .array(issued.map(\.json)),
    ]
  }

  init(_ stored: JSONCursor) throws(JSONError) {
    start = try stored["start"].number()
    freed = try stored["freed"].optionalExact()
    busy = try stored["busy"].number()
    for (name, known) in try stored["classes"].members() { classes[name] = try ClassHistory(known) }
    for (uid, pod) in try stored["remembered"].members() { remembered[uid] = try Remembered(pod) }
    for sample in try stored["issued"].elements() { issued.append(try Issued(sample)) }
  }
}

extension WaitHistory.ClassHistory {
  fileprivate var json: JSONValue {
    .object(
      QueueState.allCases.map { state in
        let (ring, moved) = (rings[state], corrections[state])
        return .init(
          state.rawValue,
          ["p50": .exact(moved[.p50]), "p90": .exact(moved[.p90]), "ratios": .exact(ring.values)])
      })
  }

  fileprivate init(_ stored: JSONCursor) throws(JSONError) {
    for state in QueueState.allCases {
      let known = stored[state.rawValue]
      for ratio in try known["ratios"].numbers() { rings[state].append(ratio) }
      corrections[state] = Correction(p50: try known["p50"].number(), p90: try known["p90"].number())
    }
  }
}

extension WaitHistory.Remembered {
  fileprivate var json: JSONValue {
    [
      "class": .string(className), "forecast": forecast.json,
      "judged": [.bool(judged[.p50]), .bool(judged[.p90])],
    ]
  }

  fileprivate init(_ stored: JSONCursor) throws(JSONError) {
    className = try stored["class"].string()
    forecast = try WaitForecast(stored["forecast"])
    let flags = try stored["judged"].elements()
    guard flags.count == 2 else { throw stored["judged"].error("expected two flags") }
    judged = PerLevel(try flags[0].optionalBool() ?? false, try flags[1].optionalBool() ?? false)
  }
}

extension WaitHistory.Issued {
  fileprivate var json: JSONValue {
    [
      "time": .exact(time),
      "classes": .object(
        forecasts.sorted { $0.key < $1.key }.map { name, forecast in
          .init(
            name, ["history": forecast.json, "others": (baselines[name] ?? PerBaseline(nil, nil, nil)).json])
        }),
    ]
  }

  fileprivate init(_ stored: JSONCursor) throws(JSONError) {
    time = try stored["time"].exactTime()
    forecasts = [:]
    for (name, made) in try stored["classes"].members() {
      forecasts[name] = try WaitForecast(made["history"])
      baselines[name] = try PerBaseline(made["others"])
    }
  }
}

extension PerBaseline<Double?> {
  var json: JSONValue {
    .object(
      Baseline.allCases.compactMap { baseline in
        self[baseline].map { .init(baseline.rawValue, .exact($0)) }
      })
  }

  init(_ stored: JSONCursor) throws(JSONError) {
    self.init(nil, nil, nil)
    for baseline in Baseline.allCases { self[baseline] = try stored[baseline.rawValue].optionalExact() }
  }
}

extension WaitForecast {
  var json: JSONValue {
    ["state": .string(state.rawValue), "base": .exact(base), "p50": .exact(p50), "p90": .exact(p90)]
  }

  init(_ stored: JSONCursor) throws(JSONError) {
    guard let state = QueueState(rawValue: try stored["state"].string()) else {
      throw stored["state"].error("expected fits or waits")
    }
    self.init(
      state: state, base: try stored["base"].number(), p50: try stored["p50"].number(),
      p90: try stored["p90"].number())
  }
}
