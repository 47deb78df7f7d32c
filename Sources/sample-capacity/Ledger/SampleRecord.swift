import Shared

/// The line of a sample in `samples-DATE.jsonl`.
struct SampleRecord: LedgerRecord, Equatable, Sendable {
  static let kind = LedgerSample.kind

  /// What the report says about the wait of a new build pod.
  struct Estimate: Equatable, Sendable {
    /// `fit`, …
    var method = ""
    /// nil if it never starts, or if that is unknown.
    var seconds: Double?
    /// The time within which 9 in 10 start; nil if it is not known.
    var p90: Double?
    var fitsNow = false
    var buildPodsThatFit: Int64 = 0
    var why = ""
  }

  /// Of the pods' list, in unix seconds.
  var time: Int64
  /// The seconds since the last sample; nil for the first one.
  var elapsed: Double?
  /// How long it took, in seconds.
  var took: Double?
  /// Millicores.
  var cpu = CapacitySample.Amounts()
  /// Bytes.
  var memory = CapacitySample.Amounts()
  var extended: [CapacitySample.Extended] = []
  var nodes = CapacitySample.Nodes()
  var pods = CapacitySample.Pods()
  var estimate = Estimate()
  var forecast: SampleForecast?
  /// What was wrong with the sample, if anything was.
  var error: String?

  init(time: Int64) { self.time = time }

  /// In bytes of `why` and `error`, so that a line stays short.
  private static let longestText = 300

  init(_ sample: CapacitySample, time: Int64) {
    self.time = time
    (cpu, memory, extended) = (sample.cpu, sample.memory, sample.extended)
    (nodes, pods) = (sample.nodes, sample.pods)
    estimate.method = sample.estimate.method
    estimate.seconds = sample.estimate.exactSeconds
    estimate.p90 = sample.estimate.p90
    estimate.fitsNow = sample.estimate.fitsNow
    estimate.buildPodsThatFit = sample.estimate.buildPodsThatFit
    estimate.why = Self.short(sample.estimate.why)
  }

  static func short(_ text: String) -> String {
    let hidden = Secrets.hide(in: text)
    return hidden.utf8.count <= longestText
      ? hidden : String(decoding: hidden.utf8.prefix(longestText - 3), as: UTF8.self) + "…"
  }

  var members: [JSONValue.Member] {
    var members = LedgerMembers()
    members.set("t", time)
    members.set("dt", elapsed)
    members.set("took", took)
    members.set("cpu", .object(cpu.states.map { .init($0.0, .integer($0.1)) }))
    members.set("memory", .object(memory.states.map { .init($0.0, .integer($0.1)) }))
    if !extended.isEmpty {
      members.set(
        "extended",
        .object(
          extended.map { .init($0.name, .array($0.amounts.states.map { .integer($0.1) })) }))
    }
    members.set("nodes", nodes.json)
    members.set("pods", pods.json)
    members.set("estimate", estimate.json)
    members.set("forecast", forecast?.json)
    members.set("error", error)
    return members.list
  }

  init(json: JSONCursor) throws(JSONError) {
    guard let time = try json["t"].optionalSeconds() else { throw json["t"].error("expected a time") }
    self.init(time: time)
    elapsed = try json["dt"].optionalNumber()
    took = try json["took"].optionalNumber()
    cpu = try CapacitySample.Amounts(members: json["cpu"])
    memory = try CapacitySample.Amounts(members: json["memory"])
    for (name, list) in try json["extended"].members() {
      extended.append(.init(name: name, amounts: try CapacitySample.Amounts(list: list)))
    }
    nodes = try CapacitySample.Nodes(json: json["nodes"])
    pods = try CapacitySample.Pods(json: json["pods"])
    estimate = try Estimate(json: json["estimate"])
    if !json["forecast"].isMissing { forecast = try SampleForecast(json: json["forecast"]) }
    error = try json["error"].optionalString()
  }
}

extension SampleRecord.Estimate {
  var json: JSONValue {
    var members = LedgerMembers()
    members.set("method", method)
    members.set("seconds", seconds)
    members.set("p90", p90)
    members.set("fitsNow", JSONValue.bool(fitsNow))
    members.set("buildPodsThatFit", buildPodsThatFit)
    members.set("why", why)
    return .object(members.list)
  }

  init(json: JSONCursor) throws(JSONError) {
    method = try json["method"].optionalString() ?? ""
    seconds = try json["seconds"].optionalNumber()
    p90 = try json["p90"].optionalNumber()
    fitsNow = try json["fitsNow"].optionalBool() ?? false
    buildPodsThatFit = try json["buildPodsThatFit"].optionalInteger() ?? 0
    why = try json["why"].optionalString() ?? ""
  }
}

extension CapacitySample.Amounts {
  /// Reads an object with the names of the states.
  init(members json: JSONCursor) throws(JSONError) {
    self.init()
    capacity = try json["capacity"].optionalInteger() ?? 0
    allocatable = try json["allocatable"].optionalInteger() ?? 0
    running = try json["running"].optionalInteger() ?? 0
    pending = try json["pending"].optionalInteger() ?? 0
    bound = try json["bound"].optionalInteger() ?? 0
    unbound = try json["unbound"].optionalInteger() ?? 0
  }

  /// Reads an array in the order of the states.
  init(list json: JSONCursor) throws(JSONError) {
    self.init()
    let numbers = try json.elements()
    func number(_ place: Int) throws(JSONError) -> Int64 {
      place < numbers.count ? try numbers[place].integer() : 0
    }
    capacity = try number(0)
    allocatable = try number(1)
    running = try number(2)
    pending = try number(3)
    bound = try number(4)
    unbound = try number(5)
  }
}

extension CapacitySample.Nodes {
  init(json: JSONCursor) throws(JSONError) {
    self.init()
    total = try json.optionalCount("total")
    schedulable = try json.optionalCount("schedulable")
    cordoned = try json.optionalCount("cordoned")
    notReady = try json.optionalCount("notReady")
    tainted = try json.optionalCount("tainted")
    deleting = try json.optionalCount("deleting")
  }
}

extension CapacitySample.Pods {
  init(json: JSONCursor) throws(JSONError) {
    self.init()
    running = try json.optionalCount("running")
    pending = try json.optionalCount("pending")
    bound = try json.optionalCount("bound")
    starting = try json.optionalCount("starting")
    terminating = try json.optionalCount("terminating")
    unschedulable = try json.optionalCount("unschedulable")
    gated = try json.optionalCount("gated")
    waiting = try json.optionalCount("waiting")
    orphaned = try json.optionalCount("orphaned")
    nominated = try json.optionalCount("nominated")
    oldestPendingSeconds = try json["oldestPendingSeconds"].optionalInteger() ?? 0
  }
}

extension JSONCursor {
  /// A member that is a count; 0 if there is none.
  func optionalCount(_ key: String) throws(JSONError) -> Int {
    Int(clamping: try self[key].optionalInteger() ?? 0)
  }
}
