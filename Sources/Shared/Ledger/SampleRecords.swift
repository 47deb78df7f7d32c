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
    time = try json["t"].integer()
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
    time = try json["t"].integer()
    uid = try json["uid"].string()
    event = try json["e"].string()
    facts = try PodFacts(json: json)
  }
}

/// A line of the sampler whose members its owner reads and writes.
public protocol LedgerNote: LedgerRecord {
  /// The whole line, with `k`.
  var line: JSONValue { get set }

  init(line: JSONValue)
}

extension LedgerNote {
  public var members: [JSONValue.Member] {
    guard case .object(let members) = line else { return [] }
    return members.filter { $0.key != "k" }
  }

  public init(json: JSONCursor) throws(JSONError) { self.init(line: try json.value() ?? .object([])) }

  /// Unix seconds; nil if the line has no time.
  public var time: Int64? {
    ((try? JSONCursor(line)["t"].optionalNumber()) ?? nil).flatMap { Int64(exactly: $0.rounded(.down)) }
  }
}

/// What a sample measured.
public struct LedgerSample: LedgerNote, Equatable, Sendable {
  public static let kind = "sample"
  public var line: JSONValue
  public init(line: JSONValue) { self.line = line }
}

/// A sample that failed.
public struct LedgerFailure: LedgerNote, Equatable, Sendable {
  public static let kind = "failure"
  public var line: JSONValue
  public init(line: JSONValue) { self.line = line }
}

/// The state of an estimate at the beginning of a day.
public struct LedgerState: LedgerNote, Equatable, Sendable {
  public static let kind = "state"
  public var line: JSONValue
  public init(line: JSONValue) { self.line = line }
}

/// Sums over a span of time that is over.
public struct LedgerBucket: LedgerNote, Equatable, Sendable {
  public static let kind = "bucket"
  public var line: JSONValue
  public init(line: JSONValue) { self.line = line }
}

/// The last whole sample, in a file of its own.
public struct LedgerLast: LedgerNote, Equatable, Sendable {
  public static let kind = "last"
  public var line: JSONValue
  public init(line: JSONValue) { self.line = line }
}
