/// A JSON value that keeps the order of members and the text of numbers.
public indirect enum JSONValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])
  /// A place that each stored object fills with its own value.
  case slot(Slot)
}

/// One `"key": value` of an object.
public struct JSONMember: Sendable, Equatable {
  public var key: String
  public var value: JSONValue

  public init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}

extension JSONValue {
  /// A member of an object. Setting `nil` removes it, setting a new one appends it.
  public subscript(key: String) -> JSONValue? {
    get { members.first { $0.key == key }?.value }
    set {
      var members = self.members
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(JSONMember(key, value))
      case (nil, nil): break
      }
      self = .object(members)
    }
  }

  /// The members of an object, empty for other values.
  public var members: [JSONMember] {
    if case .object(let members) = self { members } else { [] }
  }

  /// The elements of an array, empty for other values.
  public var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }

  /// The text of a string.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// A whole number.
  public var integer: Int64? {
    if case .number(let digits) = self { Int64(digits) } else { nil }
  }

  /// Adds each member of another object.
  public mutating func merge(_ other: JSONValue) {
    for member in other.members { self[member.key] = member.value }
  }

  /// The strings of an object of strings, sorted as Go sorts a map's keys.
  var stringMap: [(key: String, value: JSONValue)] {
    members.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .number(String(value)) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { JSONMember($0.0, $0.1) })
  }
}

extension JSONValue {
  public static func integer(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }

  public static func strings(_ map: [String: String]) -> JSONValue {
    .object(map.sorted { $0.key < $1.key }.map { JSONMember($0.key, .string($0.value)) })
  }
}
