/// The members of one map while it is read: its own, and those that `<<` merges into it.
struct YAMLMembers {
  private var own: [JSONValue.Member] = []
  private var keys: Set<String> = []
  private var merged: [JSONValue.Member] = []

  /// Its own members, then the merged ones that it does not have; of several, the first.
  var all: [JSONValue.Member] {
    var known = keys
    return own + merged.filter { known.insert($0.key).inserted }
  }

  /// False if the key is there already.
  mutating func add(_ key: String, _ value: JSONValue) -> Bool {
    own.append(JSONValue.Member(key, value))
    return keys.insert(key).inserted
  }

  /// False if the value is neither a map nor a list of maps.
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

  /// A key as kubectl writes it in JSON (sigs.k8s.io/yaml, `convertToJSONableObject`); nil if it cannot be.
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
