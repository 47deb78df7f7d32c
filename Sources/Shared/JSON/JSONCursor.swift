import FoundationEssentials

/// A place in a JSON value that knows its path, so that type errors can name it:
/// `items[3].metadata.uid: expected a string, found a number`.
///
/// A key below a missing place or `null` is missing too. A key below a value that is not an object is an error,
/// which the first read throws.
public struct JSONCursor: Sendable {
  private indirect enum Path: Sendable {
    case root(String)
    case key(Path, String)
    case index(Path, Int)
  }

  private enum Place: Sendable {
    case value(JSONValue)
    case missing
    case misfit(JSONError)
  }

  private let place: Place
  private let steps: Path

  /// - Parameter path: the root's name in errors; may be empty.
  public init(_ value: JSONValue, path: String = "") {
    self.init(.value(value), .root(path))
  }

  private init(_ place: Place, _ steps: Path) {
    self.place = place
    self.steps = steps
  }

  /// `items[3].metadata.uid`
  public var path: String { Self.text(steps) }

  public subscript(key: String) -> JSONCursor {
    let next = Path.key(steps, key)
    switch place {
    case .value(.object(let members)):
      guard let member = members.first(where: { $0.key == key }) else { return JSONCursor(.missing, next) }
      return JSONCursor(member.value == .null ? .missing : .value(member.value), next)
    case .value(.null), .missing: return JSONCursor(.missing, next)
    case .value(let other): return JSONCursor(.misfit(misfit("an object", other)), next)
    case .misfit: return JSONCursor(place, next)
    }
  }

  /// Whether there is neither a value nor an error here (`null` counts as none).
  public var isMissing: Bool {
    switch place {
    case .missing, .value(.null): true
    default: false
    }
  }

  /// The value itself; nil if there is none.
  public func value() throws(JSONError) -> JSONValue? {
    switch place {
    case .value(.null), .missing: nil
    case .value(let value): value
    case .misfit(let error): throw error
    }
  }

  public func string() throws(JSONError) -> String {
    guard let value = try optionalString() else { throw missing("a string") }
    return value
  }

  public func optionalString() throws(JSONError) -> String? {
    switch try value() {
    case nil: return nil
    case .string(let text): return text
    case .some(let other): throw misfit("a string", other)
    }
  }

  public func integer() throws(JSONError) -> Int64 {
    guard let value = try optionalInteger() else { throw missing("a whole number") }
    return value
  }

  public func optionalInteger() throws(JSONError) -> Int64? {
    switch try value() {
    case nil: return nil
    case .integer(let number): return number
    case .some(let other): throw misfit("a whole number", other)
    }
  }

  public func optionalBool() throws(JSONError) -> Bool? {
    switch try value() {
    case nil: return nil
    case .bool(let flag): return flag
    case .some(let other): throw misfit("a boolean", other)
    }
  }

  /// The elements of an array; empty if there is none.
  public func elements() throws(JSONError) -> [JSONCursor] {
    switch try value() {
    case nil: return []
    case .array(let values):
      return values.indices.map { JSONCursor(.value(values[$0]), .index(steps, $0)) }
    case .some(let other): throw misfit("an array", other)
    }
  }

  /// The members of an object; empty if there is none.
  public func members() throws(JSONError) -> [(key: String, value: JSONCursor)] {
    switch try value() {
    case nil: return []
    case .object(let members):
      return members.map { ($0.key, JSONCursor(.value($0.value), .key(steps, $0.key))) }
    case .some(let other): throw misfit("an object", other)
    }
  }

  /// An error about this place.
  public func error(_ problem: String) -> JSONError {
    JSONError(path: path, problem: problem)
  }

  private func missing(_ expected: String) -> JSONError {
    error("expected \(expected), but there is none")
  }

  private func misfit(_ expected: String, _ found: JSONValue) -> JSONError {
    error("expected \(expected), found \(found.kindName)")
  }

  private static func text(_ path: Path) -> String {
    switch path {
    case .root(let name): return name
    case .key(let parent, let key):
      let before = text(parent)
      return before.isEmpty ? key : "\(before).\(key)"
    case .index(let parent, let index): return "\(text(parent))[\(index)]"
    }
  }
}

extension JSONCursor {
  /// A count as ProtoJSON writes it: a number, or a string of digits; 0 if there is none.
  ///
  /// - Parameter limit: the largest count that makes sense here; a larger one is an error.
  public func count(upTo limit: Int) throws(JSONError) -> Int {
    let number: Int64? =
      switch try value() {
      case nil: 0
      case .integer(let number): number
      case .string(let digits): Int64(digits)
      default: nil
      }
    guard let number, (0...Int64(limit)).contains(number) else {
      throw error("expected a count from 0 to \(limit)")
    }
    return Int(number)
  }
}

extension JSONCursor {
  /// nil for an empty string too, which many programs write for no value.
  func nonEmptyString() throws(JSONError) -> String? {
    let text = try optionalString()
    return text?.isEmpty == true ? nil : text
  }

  /// Base64-encoded bytes; line breaks are allowed, as in Go's `base64.StdEncoding`. nil if missing or empty.
  func optionalBase64() throws(JSONError) -> [UInt8]? {
    guard let text = try nonEmptyString() else { return nil }
    guard let bytes = Data(base64Encoded: text.filter { !$0.isNewline }) else { throw error("not base64") }
    return [UInt8](bytes)
  }
}

/// Why a text is not the JSON that was expected.
public struct JSONError: Error, Equatable, CustomStringConvertible {
  /// `items[3].metadata.uid`; empty for the root.
  public let path: String
  /// What is wrong. Never quotes the value, which may be a secret.
  public let problem: String

  public init(path: String = "", problem: String) {
    self.path = path
    self.problem = problem
  }

  public var description: String {
    path.isEmpty ? problem : "\(path): \(problem)"
  }
}
