/// A kind of line in a ledger. Readers skip unknown keys and kinds. Times are unix seconds.
public protocol LedgerRecord: Sendable {
  /// The value of the key `k`.
  static var kind: String { get }

  /// The line's members other than `k`; what is not known is left out.
  var members: [JSONValue.Member] { get }

  /// - Throws: `JSONError` if a needed member is missing or of another type.
  init(json: JSONCursor) throws(JSONError)
}

extension LedgerRecord {
  public var json: JSONValue { .object([.init("k", .string(Self.kind))] + members) }
}

/// Lists members of an object, leaving out what is not known.
public struct LedgerMembers {
  public private(set) var list: [JSONValue.Member] = []

  public init() {}

  public mutating func set(_ key: String, _ value: JSONValue?) {
    if let value { list.append(.init(key, value)) }
  }

  public mutating func set(_ key: String, _ text: String?) { set(key, text.map { JSONValue.string($0) }) }

  public mutating func set(_ key: String, _ number: Int64?) { set(key, number.map { JSONValue.integer($0) }) }

  public mutating func set(_ key: String, _ number: Double?) { set(key, number.map { JSONValue.real($0) }) }

  /// Leaves out `false`.
  public mutating func set(_ key: String, _ flag: Bool) { if flag { set(key, JSONValue.bool(true)) } }
}

extension JSONCursor {
  /// A number, whole or not.
  public func optionalNumber() throws(JSONError) -> Double? {
    switch try value() {
    case nil: return nil
    case .integer(let number): return Double(number)
    case .real(let number): return number
    default: throw error("expected a number")
    }
  }

  /// A time in whole seconds, rounded down; nil if there is none or if it is no `LedgerTime`.
  public func optionalSeconds() throws(JSONError) -> Int64? {
    try optionalNumber().flatMap { Int64(exactly: $0.rounded(.down)) }.flatMap {
      LedgerTime.range.contains($0) ? $0 : nil
    }
  }

  /// A time in unix seconds.
  ///
  /// - Throws: `JSONError` if there is none or if it is no `LedgerTime`.
  public func unixTime() throws(JSONError) -> Int64 { try checked(integer()) }

  /// Like `unixTime()`; nil if there is none.
  public func optionalUnixTime() throws(JSONError) -> Int64? {
    guard let time = try optionalInteger() else { return nil }
    return try checked(time)
  }

  private func checked(_ time: Int64) throws(JSONError) -> Int64 {
    guard LedgerTime.range.contains(time) else { throw error("expected a time in unix seconds") }
    return time
  }
}

/// The times that a ledger's lines may have. Anyone may have written or damaged a line; a line with any other number is
/// skipped, so that readers can add and subtract times and write them as dates.
public enum LedgerTime {
  /// In unix seconds, about 30,000 years each way.
  public static let range: ClosedRange<Int64> = -1_000_000_000_000...1_000_000_000_000

  /// A time of a pod if it may be recorded, else nil. A node may report any number as a container's times.
  public static func recordable(_ time: Int64?) -> Int64? { time.flatMap { range.contains($0) ? $0 : nil } }
}
