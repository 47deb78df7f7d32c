/// The label and field selectors of a list.
struct Selector: Sendable {
  private var labels: [LabelRequirement]
  private var fields: [FieldRequirement]

  var isEmpty: Bool { labels.isEmpty && fields.isEmpty }

  init(_ query: [String: String], _ resource: Resource) throws {
    var parser = LabelParser(query["labelSelector"] ?? "")
    labels = try parser.requirements()
    fields = try FieldRequirement.parse(query["fieldSelector"] ?? "", resource)
  }

  func matches(_ object: StoredObject) -> Bool {
    labels.allSatisfy { $0.matches(object) } && fields.allSatisfy { $0.matches(object) }
  }
}

/// One requirement of a label selector.
struct LabelRequirement: Sendable {
  enum Test: Sendable {
    case exists
    case absent
    case among([String])
    case notAmong([String])
  }

  let key: String
  let test: Test

  func matches(_ object: StoredObject) -> Bool {
    let value = object.shape.labels[key].map(object.text)
    switch test {
    case .exists: return value != nil
    case .absent: return value == nil
    case .among(let values): return value.map(values.contains) ?? false
    case .notAmong(let values): return !(value.map(values.contains) ?? false)
    }
  }
}

/// One requirement of a field selector.
struct FieldRequirement: Sendable {
  let piece: @Sendable (StoredObject) -> String
  let value: String
  let isEqual: Bool

  func matches(_ object: StoredObject) -> Bool { (piece(object) == value) == isEqual }

  static func parse(_ text: String, _ resource: Resource) throws -> [FieldRequirement] {
    try text.split(separator: ",").map { try requirement(String($0), resource) }
  }

  private static func requirement(_ term: String, _ resource: Resource) throws -> FieldRequirement {
    for sign in ["!=", "==", "="] {
      guard let range = term.firstRange(of: sign) else { continue }
      let (path, value) = (String(term[..<range.lowerBound]), String(term[range.upperBound...]))
      return FieldRequirement(piece: try piece(path, resource), value: value, isEqual: sign != "!=")
    }
    throw StatusError.badRequest("invalid selector: '\(term)'; can't understand '\(term)'")
  }

  private static func piece(
    _ path: String, _ resource: Resource
  ) throws -> @Sendable (StoredObject) -> String {
    switch path {
    case "metadata.name": return { $0.name }
    case "metadata.namespace" where resource.isNamespaced: return { $0.namespace }
    case _ where resource.fields[path] != nil:
      return { object in object.shape.fields[path].map(object.text) ?? "" }
    default: throw StatusError.badRequest("field label not supported: \(path)")
    }
  }
}
