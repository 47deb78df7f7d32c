import Shared

/// A demand on one label or field of a node (k8s.io/component-helpers/scheduling/corev1/nodeaffinity).
struct NodeRequirement: Equatable, Sendable {
  enum Comparison: Equatable, Sendable {
    case isOneOf([String])
    case isNoneOf([String])
    case exists
    case doesNotExist
    case isGreaterThan(Int64)
    case isLessThan(Int64)
  }

  let key: String
  let comparison: Comparison

  init(key: String, _ comparison: Comparison) {
    self.key = key
    self.comparison = comparison
  }

  /// - Parameter value: nil if the node does not have that label.
  func matches(_ value: String?) -> Bool {
    switch comparison {
    case .isOneOf(let values): value.map(values.contains) ?? false
    case .isNoneOf(let values): !(value.map(values.contains) ?? false)
    case .exists: value != nil
    case .doesNotExist: value == nil
    case .isGreaterThan(let bound): value.flatMap { Int64($0) }.map { $0 > bound } ?? false
    case .isLessThan(let bound): value.flatMap { Int64($0) }.map { $0 < bound } ?? false
    }
  }

  /// - Throws: `JSONError` if the API server would refuse it.
  init(json: JSONCursor) throws(JSONError) {
    key = try json["key"].string()
    let values = try json["values"].elements().map { (value) throws(JSONError) in try value.string() }
    switch try json["operator"].string() {
    case "In" where !values.isEmpty: comparison = .isOneOf(values)
    case "NotIn" where !values.isEmpty: comparison = .isNoneOf(values)
    case "Exists" where values.isEmpty: comparison = .exists
    case "DoesNotExist" where values.isEmpty: comparison = .doesNotExist
    case "Gt": comparison = .isGreaterThan(try Self.bound(json["values"], values))
    case "Lt": comparison = .isLessThan(try Self.bound(json["values"], values))
    default: throw json.error("the operator is unknown, or its values do not fit it")
    }
  }

  private static func bound(_ json: JSONCursor, _ values: [String]) throws(JSONError) -> Int64 {
    guard values.count == 1, let bound = Int64(values[0]) else {
      throw json.error("expected one whole number")
    }
    return bound
  }
}

/// One of the alternatives of a node affinity: all its demands must hold.
struct NodeSelectorTerm: Equatable, Sendable {
  var labels: [NodeRequirement] = []
  /// Only `metadata.name` can be asked for.
  var fields: [NodeRequirement] = []

  /// A term that demands nothing matches no node.
  func matches(name: String, label: (String) -> String?) -> Bool {
    !(labels.isEmpty && fields.isEmpty) && labels.allSatisfy { $0.matches(label($0.key)) }
      && fields.allSatisfy { $0.matches($0.key == "metadata.name" ? name : nil) }
  }

  init(json: JSONCursor) throws(JSONError) {
    for entry in try json["matchExpressions"].elements() { labels.append(try NodeRequirement(json: entry)) }
    for entry in try json["matchFields"].elements() {
      let field = try NodeRequirement(json: entry)
      guard field.key == "metadata.name" else { throw entry["key"].error("expected metadata.name") }
      fields.append(field)
    }
  }
}
