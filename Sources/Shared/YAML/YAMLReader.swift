extension JSONValue {
  /// Reads one YAML document as kubectl does. An empty text is `null`.
  ///
  /// Refuses duplicate keys, a second document, nesting deeper than 100, aliases that expand to more than 100,000
  /// values, keys that are not scalars, and unknown tags.
  /// - Throws: `YAMLError` with the line and column. It never quotes the text.
  public init(yaml text: [UInt8]) throws(YAMLError) {
    var reader = try YAMLReader(text)
    self = try reader.document()
  }
}

/// Builds a value from libyaml's events.
private struct YAMLReader: ~Copyable {
  private struct Anchored {
    let value: JSONValue
    let count: Int
  }

  private static let depthLimit = 100
  private static let aliasLimit = 100_000

  private let source: LibYAML
  private var anchors: [String: Anchored] = [:]
  /// How many values were read, including those that aliases expand to.
  private var count = 0
  private var aliased = 0
  private var depth = 0

  init(_ text: [UInt8]) throws(YAMLError) {
    source = try LibYAML(text)
  }

  mutating func document() throws(YAMLError) -> JSONValue {
    _ = try source.next()  // the stream's start
    guard case .documentStart = try source.next().kind else { return .null }
    let value = try node(try source.next())
    _ = try source.next()  // the document's end
    let after = try source.next()
    guard case .streamEnd = after.kind else { throw after.error("a second document") }
    return value
  }

  private mutating func node(_ event: YAMLEvent) throws(YAMLError) -> JSONValue {
    let before = count
    count += 1
    switch event.kind {
    case .alias(let anchor): return try alias(anchor, event)
    case .scalar(let scalar, let anchor):
      guard let value = scalar.value else { throw event.error("a tag that does not match the value") }
      return remember(value, anchor, before)
    case .sequenceStart(let tag, let anchor):
      try check(tag, "tag:yaml.org,2002:seq", event)
      return remember(.array(try sequence(event)), anchor, before)
    case .mappingStart(let tag, let anchor):
      try check(tag, "tag:yaml.org,2002:map", event)
      return remember(.object(try mapping(event)), anchor, before)
    default: throw event.error("expected a value")
    }
  }

  private func check(_ tag: String?, _ allowed: String, _ event: YAMLEvent) throws(YAMLError) {
    guard let tag, tag != "!", tag != allowed else { return }
    throw event.error("a tag that does not match the value")
  }

  private mutating func remember(_ value: JSONValue, _ anchor: String?, _ before: Int) -> JSONValue {
    if let anchor { anchors[anchor] = Anchored(value: value, count: count - before) }
    return value
  }

  private mutating func alias(_ anchor: String, _ event: YAMLEvent) throws(YAMLError) -> JSONValue {
    guard let anchored = anchors[anchor] else { throw event.error("an alias without a preceding anchor") }
    aliased += anchored.count
    guard aliased <= Self.aliasLimit else { throw event.error("aliases expand to too many values") }
    count += anchored.count - 1
    return anchored.value
  }

  private mutating func descend(_ event: YAMLEvent) throws(YAMLError) {
    depth += 1
    guard depth <= Self.depthLimit else { throw event.error("nested too deeply") }
  }

  private mutating func sequence(_ start: YAMLEvent) throws(YAMLError) -> [JSONValue] {
    try descend(start)
    var values: [JSONValue] = []
    while true {
      let event = try source.next()
      if case .sequenceEnd = event.kind { break }
      values.append(try node(event))
    }
    depth -= 1
    return values
  }

  private mutating func mapping(_ start: YAMLEvent) throws(YAMLError) -> [JSONValue.Member] {
    try descend(start)
    var members = YAMLMembers()
    while true {
      let event = try source.next()
      if case .mappingEnd = event.kind { break }
      if case .scalar(let scalar, _) = event.kind, scalar.isMergeKey {
        let next = try source.next()
        guard members.merge(try node(next)) else {
          throw next.error("a merge of something that is not a map")
        }
        continue
      }
      guard let key = YAMLMembers.key(try node(event)) else {
        throw event.error("a key that is not a string")
      }
      guard members.add(key, try node(try source.next())) else { throw event.error("a duplicate key") }
    }
    depth -= 1
    return members.all
  }
}

/// The members of a map while it is being read: its own, and those that `<<` merges into it.
struct YAMLMembers {
  private var own: [JSONValue.Member] = []
  private var keys: Set<String> = []
  private var merged: [JSONValue.Member] = []

  /// Its own members, then the merged ones whose keys it lacks. The first merged value of a key wins.
  var all: [JSONValue.Member] {
    var known = keys
    return own + merged.filter { known.insert($0.key).inserted }
  }

  /// Returns false if the key already exists.
  mutating func add(_ key: String, _ value: JSONValue) -> Bool {
    own.append(JSONValue.Member(key, value))
    return keys.insert(key).inserted
  }

  /// Returns false if the value is neither a map nor a list of maps.
  mutating func merge(_ value: JSONValue) -> Bool {
    switch value {
    case .object(let members):
      merged += members
      return true
    case .array(let values):
      return values.allSatisfy { value in
        guard case .object(let members) = value else { return false }
        merged += members
        return true
      }
    default: return false
    }
  }

  /// A key as kubectl writes it in JSON (sigs.k8s.io/yaml, `convertToJSONableObject`); nil for other types.
  static func key(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): text
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .bool(let flag): flag ? "true" : "false"
    case .null, .array, .object: nil
    }
  }
}

/// Why a text is not valid YAML. Never quotes the text, which may be a secret.
public struct YAMLError: Error, Equatable, CustomStringConvertible {
  /// Counted from 1.
  public let line: Int
  /// Counted from 1.
  public let column: Int
  public let problem: String

  public init(line: Int, column: Int, problem: String) {
    self.line = line
    self.column = column
    self.problem = problem
  }

  public var description: String {
    "invalid YAML: \(problem) (line \(line), column \(column))"
  }
}
