/// The parameter `fields`: `name,masterAuth(clientKey,clusterCaCertificate),a/b`.
struct FieldMask: Sendable {
  private indirect enum Node: Sendable {
    case all
    case only([String: Node])
  }

  private let root: [String: Node]

  init(_ text: String) throws {
    var rest = Substring(text)
    root = try Self.fields(&rest)
    if !rest.isEmpty { throw Self.failure(rest) }
  }

  /// Returns the masked fields of an object. Missing fields are omitted.
  func apply(to value: JSONValue) -> JSONValue { Self.apply(root, to: value) }

  private static func apply(_ fields: [String: Node], to value: JSONValue) -> JSONValue {
    .object(
      value.members.compactMap { member -> JSONMember? in
        switch fields[member.key] {
        case nil: return nil
        case .all?: return member
        case .only(let inner)?: return JSONMember(member.key, apply(inner, to: member.value))
        }
      })
  }

  private static func fields(_ rest: inout Substring) throws -> [String: Node] {
    var fields: [String: Node] = [:]
    repeat {
      let name = rest.prefix { $0.isLetter || $0.isNumber }
      guard !name.isEmpty else { throw failure(rest) }
      rest.removeFirst(name.count)
      fields[String(name)] = try below(&rest)
    } while take(",", &rest)
    return fields
  }

  private static func below(_ rest: inout Substring) throws -> Node {
    if take("/", &rest) {
      let name = rest.prefix { $0.isLetter || $0.isNumber }
      guard !name.isEmpty else { throw failure(rest) }
      rest.removeFirst(name.count)
      return .only([String(name): try below(&rest)])
    }
    guard take("(", &rest) else { return .all }
    let inner = try fields(&rest)
    guard take(")", &rest) else { throw failure(rest) }
    return .only(inner)
  }

  private static func take(_ character: Character, _ rest: inout Substring) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private static func failure(_ rest: Substring) -> GoogleError {
    .invalid("Request contains an invalid argument. Invalid field selection \(rest)")
  }
}
