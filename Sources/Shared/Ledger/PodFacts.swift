/// What a ledger records about a pod, so that rules can be judged on it again. Times are unix seconds; what was not
/// asked for is nil.
public struct PodFacts: Equatable, Sendable {
  /// The class of a build pod.
  public var buildClass: String?
  /// `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.
  public var phase: String?
  /// The kind of its controller.
  public var owner: String?
  public var created: Int64?
  /// Whether it ever had a scheduling gate.
  public var isGated = false
  /// When the scheduler bound it to a node.
  public var scheduled: Int64?
  /// When its node accepted it.
  public var start: Int64?
  /// When its first container began to run.
  public var started: Int64?
  public var restarts: Int64?
  /// Whether a container has run.
  public var hasRun = false
  public var finished: Int64?
  /// When it should be gone, if it was deleted.
  public var deleting: Int64?
  public var node: String?
  /// Resource requests: `cpuMilli`, `memoryBytes`, and extended resources by name.
  public var requests: [String: Int64]?
  /// Annotations and labels, as rules understood them.
  public var keys: [String: PodKeyFact] = [:]

  public init() {}

  public var members: [JSONValue.Member] {
    var members = LedgerMembers()
    members.set("class", buildClass)
    members.set("phase", phase)
    members.set("owner", owner)
    members.set("created", created)
    members.set("gated", isGated)
    members.set("scheduled", scheduled)
    members.set("start", start)
    members.set("started", started)
    members.set("restarts", restarts)
    members.set("ran", hasRun)
    members.set("finished", finished)
    members.set("deleting", deleting)
    members.set("node", node)
    members.set("requests", requests.map { .numbers($0) })
    if !keys.isEmpty {
      let sorted = keys.sorted { $0.key < $1.key }
      members.set("keys", .object(sorted.map { .init($0.key, $0.value.json) }))
    }
    return members.list
  }

  public init(json: JSONCursor) throws(JSONError) {
    buildClass = try json["class"].optionalString()
    phase = try json["phase"].optionalString()
    owner = try json["owner"].optionalString()
    created = try json["created"].optionalUnixTime()
    isGated = try json["gated"].optionalBool() ?? false
    scheduled = try json["scheduled"].optionalUnixTime()
    start = try json["start"].optionalUnixTime()
    started = try json["started"].optionalUnixTime()
    restarts = try json["restarts"].optionalInteger()
    hasRun = try json["ran"].optionalBool() ?? false
    finished = try json["finished"].optionalUnixTime()
    deleting = try json["deleting"].optionalUnixTime()
    node = try json["node"].optionalString()
    requests = try json["requests"].optionalNumbers()
    for (key, value) in try json["keys"].members() { keys[key] = try PodKeyFact(json: value) }
  }

  /// Takes over what a newer line says, which may leave out what is not new.
  public mutating func learn(_ newer: PodFacts) {
    buildClass = newer.buildClass ?? buildClass
    phase = newer.phase ?? phase
    owner = newer.owner ?? owner
    created = newer.created ?? created
    isGated = newer.isGated || isGated
    scheduled = newer.scheduled ?? scheduled
    start = newer.start ?? start
    started = newer.started ?? started
    restarts = newer.restarts ?? restarts
    hasRun = newer.hasRun || hasRun
    finished = newer.finished ?? finished
    deleting = newer.deleting ?? deleting
    node = newer.node ?? node
    requests = newer.requests ?? requests
    if !newer.keys.isEmpty { keys.merge(newer.keys) { $1 } }
  }
}

/// What a rule understood of an annotation or label. The text itself is never recorded, except a generation's.
public enum PodKeyFact: Equatable, Sendable {
  case at(unixSeconds: Int64)
  case never
  /// Its length in bytes.
  case unreadable(bytes: Int64)
  /// A generation, of at most 63 characters that a label may have.
  case text(String)
  /// Whether the pod is to be kept.
  case flag(Bool)

  /// A generation's text, if it is short and has only characters that a label may have.
  public init(generation text: String) {
    let bytes = text.utf8
    let isShort = bytes.count <= 63 && bytes.allSatisfy { $0.isASCIIAlphanumeric || "-_.".utf8.contains($0) }
    self = isShort ? .text(text) : .unreadable(bytes: Int64(bytes.count))
  }

  public var json: JSONValue {
    switch self {
    case .at(let seconds): ["at": .integer(seconds)]
    case .never: ["never": true]
    case .unreadable(let bytes): ["unreadable": true, "bytes": .integer(bytes)]
    case .text(let text): .string(text)
    case .flag(let flag): .bool(flag)
    }
  }

  public init(json: JSONCursor) throws(JSONError) {
    switch try json.value() {
    case .string(let text): self = .text(text)
    case .bool(let flag): self = .flag(flag)
    default:
      if let seconds = try json["at"].optionalInteger() {
        self = .at(unixSeconds: seconds)
      } else if try json["never"].optionalBool() == true {
        self = .never
      } else {
        self = .unreadable(bytes: try json["bytes"].optionalInteger() ?? 0)
      }
    }
  }
}

extension JSONValue {
  /// An object of whole numbers, sorted by key.
  public static func numbers(_ map: [String: Int64]) -> JSONValue {
    .object(map.sorted { $0.key < $1.key }.map { Member($0.key, .integer($0.value)) })
  }
}

extension JSONCursor {
  /// An object of whole numbers; nil if there is none.
  public func optionalNumbers() throws(JSONError) -> [String: Int64]? {
    guard !isMissing else { return nil }
    var numbers: [String: Int64] = [:]
    for (key, value) in try members() { numbers[key] = try value.integer() }
    return numbers
  }
}
