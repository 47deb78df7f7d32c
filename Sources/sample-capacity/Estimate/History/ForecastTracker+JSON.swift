import Shared

// What is stored from one run to the next. Numbers are read back unchanged.

extension ForecastTracker {
  /// Changes whenever a state of before could not be read, or would lead to other numbers.
  static let version: Int64 = 1

  var json: JSONValue {
    [
      "version": .integer(Self.version), "time": time.map { .exact($0) } ?? .null,
      "bound": .integer(boundMilli),
      "waiting": .object(sorted(waiting) { $0.json }), "starts": .object(sorted(starts) { $0.json }),
      "requests": .object(sorted(requests) { $0.json }), "history": history.json,
    ]
  }

  /// - Throws: `JSONError` if it is not what `json` returned, or of another version.
  init(_ stored: JSONCursor) throws(JSONError) {
    self.init()
    guard try stored["version"].integer() == Self.version else {
      throw stored["version"].error("expected \(Self.version)")
    }
    time = try stored["time"].optionalExactTime()
    boundMilli = try stored["bound"].integer()
    guard boundMilli >= 0 else { throw stored["bound"].error("expected an amount") }
    for (uid, pod) in try stored["waiting"].members() { waiting[uid] = try Waiting(pod) }
    for (uid, start) in try stored["starts"].members() { starts[uid] = try Start(start) }
    for (name, newest) in try stored["requests"].members() { requests[name] = try ClassRequests(newest) }
    history = try EstimateHistory(stored["history"])
  }
}

private func sorted<Value>(_ map: [String: Value], _ json: (Value) -> JSONValue) -> [JSONValue.Member] {
  map.sorted { $0.key < $1.key }.map { .init($0.key, json($0.value)) }
}

extension ForecastTracker.Waiting {
  fileprivate var json: JSONValue {
    var members = LedgerMembers()
    members.set("class", className)
    members.set("created", created)
    members.set("scheduled", scheduled)
    return .object(members.list)
  }

  fileprivate init(_ stored: JSONCursor) throws(JSONError) {
    className = try stored["class"].string()
    created = try stored["created"].unixTime()
    scheduled = try stored["scheduled"].optionalUnixTime()
  }
}

extension ForecastTracker.Start {
  fileprivate var json: JSONValue { ["created": .integer(created), "started": .integer(started)] }

  fileprivate init(_ stored: JSONCursor) throws(JSONError) {
    created = try stored["created"].unixTime()
    started = try stored["started"].unixTime()
  }
}

extension ForecastTracker.ClassRequests {
  fileprivate var json: JSONValue { ["created": .integer(created), "amounts": .numbers(amounts)] }

  fileprivate init(_ stored: JSONCursor) throws(JSONError) {
    created = try stored["created"].unixTime()
    amounts = try stored["amounts"].optionalNumbers() ?? [:]
  }
}
