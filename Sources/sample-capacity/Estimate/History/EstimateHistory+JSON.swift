import Shared

// What is stored from one run to the next. Numbers are read back unchanged.

extension EstimateHistory {
  var json: JSONValue {
    [
      "waits": waits.json, "score": score.json, "lastWait": lastWait.map { .exact($0) } ?? .null,
    ]
  }

  init(_ stored: JSONCursor) throws(JSONError) {
    waits = try WaitHistory(stored["waits"])
    score = try ForecastScore(stored["score"])
    lastWait = try stored["lastWait"].optionalExact()
  }
}
