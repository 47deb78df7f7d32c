/// A build pod as a sample saw it; the first line of a pod in a day.
public struct LedgerPod: LedgerRecord, Equatable, Sendable {
  public static let kind = "pod"

  public var time: Int64
  public var uid: String
  public var namespace: String
  public var name: String
  public var facts: PodFacts

  public init(time: Int64, uid: String, namespace: String, name: String, facts: PodFacts) {
    self.time = time
    self.uid = uid
    self.namespace = namespace
    self.name = name
    self.facts = facts
  }

  public var members: [JSONValue.Member] {
    [
      .init("t", .integer(time)), .init("uid", .string(uid)), .init("ns", .string(namespace)),
      .init("name", .string(name)),
    ] + facts.members
  }

  public init(json: JSONCursor) throws(JSONError) {
    time = try json["t"].unixTime()
    uid = try json["uid"].string()
    namespace = try json["ns"].string()
    name = try json["name"].string()
    facts = try PodFacts(json: json)
  }
}

/// What is new about a pod.
public struct LedgerEvent: LedgerRecord, Equatable, Sendable {
  public static let kind = "event"

  public var time: Int64
  public var uid: String
  /// `scheduled`, `started`, `finished`, `deleting`, `gone` or `changed`.
  public var event: String
  /// Only what is new.
  public var facts: PodFacts

  public init(time: Int64, uid: String, event: String, facts: PodFacts) {
    self.time = time
    self.uid = uid
    self.event = event
    self.facts = facts
  }

  public var members: [JSONValue.Member] {
    [.init("t", .integer(time)), .init("uid", .string(uid)), .init("e", .string(event))] + facts.members
  }

  public init(json: JSONCursor) throws(JSONError) {
    time = try json["t"].unixTime()
    uid = try json["uid"].string()
    event = try json["e"].string()
    facts = try PodFacts(json: json)
  }
}

/// What a sample measured. Its members other than the time belong to the sampler.
public struct LedgerSample: LedgerRecord, Equatable, Sendable {
  public static let kind = "sample"

  /// The whole line, with `k`.
  public var line: JSONValue

  public init(line: JSONValue) { self.line = line }

  public init(json: JSONCursor) throws(JSONError) { self.init(line: try json.value() ?? .object([])) }

  public var members: [JSONValue.Member] {
    guard case .object(let members) = line else { return [] }
    return members.filter { $0.key != "k" }
  }

  /// Unix seconds; nil if the line has no time.
  public var time: Int64? { (try? JSONCursor(line)["t"].optionalSeconds()) ?? nil }
}
