/// A pod that a run is about to delete. All of a run's intents are on disk before its first delete.
public struct LedgerIntent: LedgerRecord, Equatable, Sendable {
  public static let kind = "intent"

  /// The run's ID.
  public var run: String
  public var time: Int64
  public var uid: String
  public var namespace: String
  public var name: String
  /// The rule: `expired`, …
  public var reason: String
  /// The reason in words.
  public var detail: String
  public var deadline: Int64?
  public var facts: PodFacts

  public init(
    run: String, time: Int64, uid: String, namespace: String, name: String, reason: String, detail: String,
    deadline: Int64?, facts: PodFacts
  ) {
    self.run = run
    self.time = time
    self.uid = uid
    self.namespace = namespace
    self.name = name
    self.reason = reason
    self.detail = detail
    self.deadline = deadline
    self.facts = facts
  }

  public var members: [JSONValue.Member] {
    var members = LedgerMembers()
    members.set("run", run)
    members.set("t", time)
    members.set("uid", uid)
    members.set("ns", namespace)
    members.set("name", name)
    members.set("created", facts.created)
    members.set("reason", reason)
    members.set("detail", detail)
    members.set("deadline", deadline)
    members.set("node", facts.node)
    members.set("owner", facts.owner)
    let said = ["created", "node", "owner"]
    members.set("facts", .object(facts.members.filter { !said.contains($0.key) }))
    return members.list
  }

  public init(json: JSONCursor) throws(JSONError) {
    run = try json["run"].string()
    time = try json["t"].unixTime()
    uid = try json["uid"].string()
    namespace = try json["ns"].string()
    name = try json["name"].string()
    reason = try json["reason"].string()
    detail = try json["detail"].optionalString() ?? ""
    deadline = try json["deadline"].optionalInteger()
    facts = try PodFacts(json: json["facts"])
    facts.created = try json["created"].optionalUnixTime()
    facts.node = try json["node"].optionalString()
    facts.owner = try json["owner"].optionalString()
  }
}

/// What a deleted pod had held.
public struct FreedRequests: Equatable, Sendable {
  public var cpuMilli: Int64
  public var memoryBytes: Int64

  public init(cpuMilli: Int64 = 0, memoryBytes: Int64 = 0) {
    self.cpuMilli = cpuMilli
    self.memoryBytes = memoryBytes
  }

  public static func += (sum: inout FreedRequests, other: FreedRequests) {
    sum.cpuMilli = sum.cpuMilli.saturatedSum(other.cpuMilli)
    sum.memoryBytes = sum.memoryBytes.saturatedSum(other.memoryBytes)
  }

  public var json: JSONValue { ["cpuMilli": .integer(cpuMilli), "memoryBytes": .integer(memoryBytes)] }

  public init(json: JSONCursor) throws(JSONError) {
    cpuMilli = try json["cpuMilli"].integer()
    memoryBytes = try json["memoryBytes"].integer()
  }
}

/// What happened to a pod that a run meant to delete.
public struct LedgerOutcome: LedgerRecord, Equatable, Sendable {
  public static let kind = "outcome"

  /// The run's ID.
  public var run: String
  public var time: Int64
  public var uid: String
  /// As in the report of `reap-pods`: `deleted`, `gone`, …
  public var outcome: String
  /// nil if it held nothing, or if that is not known.
  public var freed: FreedRequests?
  /// CPU × the time that it outlived its deadline.
  public var overdueCPUSeconds: Double?
  /// When its node accepted it.
  public var start: Int64?
  public var node: String?

  public init(
    run: String, time: Int64, uid: String, outcome: String, freed: FreedRequests? = nil,
    overdueCPUSeconds: Double? = nil, start: Int64? = nil, node: String? = nil
  ) {
    self.run = run
    self.time = time
    self.uid = uid
    self.outcome = outcome
    self.freed = freed
    self.overdueCPUSeconds = overdueCPUSeconds
    self.start = start
    self.node = node
  }

  public var members: [JSONValue.Member] {
    var members = LedgerMembers()
    members.set("run", run)
    members.set("t", time)
    members.set("uid", uid)
    members.set("outcome", outcome)
    members.set("freed", freed?.json)
    members.set("overdueCpuSeconds", overdueCPUSeconds)
    members.set("start", start)
    members.set("node", node)
    return members.list
  }

  public init(json: JSONCursor) throws(JSONError) {
    run = try json["run"].string()
    time = try json["t"].unixTime()
    uid = try json["uid"].string()
    outcome = try json["outcome"].string()
    freed = json["freed"].isMissing ? nil : try FreedRequests(json: json["freed"])
    overdueCPUSeconds = try json["overdueCpuSeconds"].optionalNumber()
    start = try json["start"].optionalUnixTime()
    node = try json["node"].optionalString()
  }
}

/// The last line of a run of `reap-pods`. Its outcomes count once it is there.
public struct LedgerRun: LedgerRecord, Equatable, Sendable {
  public static let kind = "run"

  public var run: String
  /// When it began.
  public var start: Int64
  public var end: Int64
  /// The time by which the rules were judged; nil if nothing was listed.
  public var now: Int64?
  public var program: String
  public var version: String
  /// The names of the options, without their values.
  public var flags: [String]
  /// The rules and their settings.
  public var policy: JSONValue
  /// `none`, `client` or `server`.
  public var dryRun: String
  public var gates: JSONValue
  /// As in the report.
  public var summary: JSONValue
  /// What the deleted pods had held, by rule.
  public var reaped: [String: ReapedSums]
  public var exit: ExitStatus?

  public init(
    run: String, start: Int64, end: Int64, now: Int64?, program: String, version: String, flags: [String],
    policy: JSONValue, dryRun: String, gates: JSONValue, summary: JSONValue,
    reaped: [String: ReapedSums] = [:],
    exit: ExitStatus
  ) {
    self.run = run
    self.start = start
    self.end = end
    self.now = now
    self.program = program
    self.version = version
    self.flags = flags
    self.policy = policy
    self.dryRun = dryRun
    self.gates = gates
    self.summary = summary
    self.reaped = reaped
    self.exit = exit
  }

  public var members: [JSONValue.Member] {
    var members = LedgerMembers()
    members.set("run", run)
    members.set("t", start)
    members.set("end", end)
    members.set("now", now)
    members.set("program", program)
    members.set("version", version)
    members.set("flags", .array(flags.map { .string($0) }))
    members.set("policy", policy)
    members.set("dryRun", dryRun)
    members.set("gates", gates)
    members.set("summary", summary)
    let sorted = reaped.sorted { $0.key < $1.key }
    members.set("reaped", .object(sorted.map { .init($0.key, $0.value.json) }))
    members.set("exit", exit.map { ["code": .integer(Int64($0.rawValue)), "name": .string($0.name)] })
    return members.list
  }

  public init(json: JSONCursor) throws(JSONError) {
    run = try json["run"].string()
    start = try json["t"].unixTime()
    end = try json["end"].optionalUnixTime() ?? start
    now = try json["now"].optionalUnixTime()
    program = try json["program"].optionalString() ?? ""
    version = try json["version"].optionalString() ?? ""
    flags = []
    for flag in try json["flags"].elements() { flags.append(try flag.string()) }
    policy = try json["policy"].value() ?? .object([])
    dryRun = try json["dryRun"].optionalString() ?? "none"
    gates = try json["gates"].value() ?? .object([])
    summary = try json["summary"].value() ?? .object([])
    reaped = [:]
    for (reason, sums) in try json["reaped"].members() { reaped[reason] = try ReapedSums(json: sums) }
    exit = try json["exit"]["code"].optionalInteger().flatMap { ExitStatus(rawValue: Int32(clamping: $0)) }
  }
}

/// What the deleted pods had held.
public struct ReapedSums: Equatable, Sendable {
  public var pods: Int64
  public var freed: FreedRequests
  /// CPU × the time that they outlived their deadlines.
  public var overdueCPUSeconds: Double

  public init(pods: Int64 = 0, freed: FreedRequests = FreedRequests(), overdueCPUSeconds: Double = 0) {
    self.pods = pods
    self.freed = freed
    self.overdueCPUSeconds = overdueCPUSeconds
  }

  public static func += (sum: inout ReapedSums, other: ReapedSums) {
    sum.pods = sum.pods.saturatedSum(other.pods)
    sum.freed += other.freed
    // JSON has no infinity.
    sum.overdueCPUSeconds = min(sum.overdueCPUSeconds + other.overdueCPUSeconds, .greatestFiniteMagnitude)
  }

  public var json: JSONValue {
    [
      "pods": .integer(pods), "cpuMilli": .integer(freed.cpuMilli),
      "memoryBytes": .integer(freed.memoryBytes),
      "overdueCpuSeconds": .real(overdueCPUSeconds),
    ]
  }

  public init(json: JSONCursor) throws(JSONError) {
    pods = try json["pods"].integer()
    freed = try FreedRequests(json: json)
    overdueCPUSeconds = try json["overdueCpuSeconds"].optionalNumber() ?? 0
  }
}

/// Makes the ID of a run: 16 hexadecimal digits.
public func newRunID() -> String {
  let digits = String(UInt64.random(in: .min ... .max), radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
