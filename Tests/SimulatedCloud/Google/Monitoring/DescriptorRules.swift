/// The rules for creating metric descriptors, and how they are shown.
enum DescriptorRules {
  private static let kinds: Set<String> = ["GAUGE", "CUMULATIVE"]
  private static let valueTypes: Set<String> = ["BOOL", "INT64", "DOUBLE", "STRING", "DISTRIBUTION"]
  private static let labelTypes: Set<String> = ["STRING", "BOOL", "INT64"]

  static func check(_ descriptor: JSONValue) throws {
    try KnownFields.metricDescriptor.check(descriptor)
    try checkType(descriptor["type"]?.text ?? "", field: "metricDescriptor.type")
    try check(descriptor["metricKind"]?.text ?? "", among: kinds, field: "metricDescriptor.metricKind")
    try check(descriptor["valueType"]?.text ?? "", among: valueTypes, field: "metricDescriptor.valueType")
    let unit = descriptor["unit"]?.text ?? ""
    guard unit.isEmpty || isUnit(unit) else {
      throw GoogleError.invalid(field: "metricDescriptor.unit", unit, "The unit is not valid.")
    }
    try checkLabels(descriptor["labels"]?.elements ?? [])
  }

  static func checkType(_ type: String, field: String) throws(GoogleError) {
    let isGood = type.wholeMatch(of: /[a-z]+\.googleapis\.com(\/[A-Za-z0-9_][A-Za-z0-9_.:]*)+/) != nil
    let domains = ["custom.", "external.", "workload."]
    guard isGood, type.utf8.count <= 200, domains.contains(where: type.hasPrefix) else {
      throw GoogleError.invalid(
        field: field, type,
        "The metric type must be a URL-formatted string with a domain and non-empty path.")
    }
  }

  private static func check(_ value: String, among known: Set<String>, field: String) throws {
    guard known.contains(value) else {
      throw GoogleError.invalid(field: field, value, "The value is not supported for this metric.")
    }
  }

  private static func checkLabels(_ labels: [JSONValue]) throws {
    let keys = labels.map { $0["key"]?.text ?? "" }
    guard keys.count <= 30 else {
      throw GoogleError.invalid(field: "metricDescriptor.labels", "There are more than 30 labels.")
    }
    for (index, key) in keys.enumerated() {
      let field = "metricDescriptor.labels[\(index)]"
      guard isLabelKey(key) else {
        throw GoogleError.invalid(field: field + ".key", key, "The label key is not valid.")
      }
      guard !keys[..<index].contains(key) else {
        throw GoogleError.invalid(field: field + ".key", key, "The label key is not unique.")
      }
      try check(labels[index]["valueType"]?.text ?? "STRING", among: labelTypes, field: field + ".valueType")
    }
  }

  static func isLabelKey(_ key: String) -> Bool {
    key.wholeMatch(of: /[a-zA-Z][a-zA-Z0-9_]*/) != nil && key.utf8.count <= 100
  }

  /// The part of UCUM that Google documents: `1`, `By`, `10^2.%`, `{pod}/s`.
  static func isUnit(_ unit: String) -> Bool {
    let component = /(10\^-?\d+|1|([A-Za-z]+|%)(\{[^{}]+\})?|\{[^{}]+\})/
    var rest = Substring(unit)
    while let match = rest.prefixMatch(of: component) {
      rest = rest[match.range.upperBound...]
      guard let separator = rest.first else { return true }
      guard separator == "." || separator == "/" else { return false }
      rest.removeFirst()
    }
    return false
  }

  /// A descriptor as Google stores it: labels sorted, defaults omitted, merged with an earlier one.
  static func stored(_ descriptor: JSONValue, project: String, before: JSONValue?) -> JSONValue {
    let type = descriptor["type"]?.text ?? ""
    var shown: JSONValue = ["name": .string("projects/\(project)/metricDescriptors/\(type)")]
    shown["labels"] = labels(descriptor, before)
    for name in ["metricKind", "valueType", "unit", "description", "displayName"] {
      guard let text = descriptor[name]?.text, !text.isEmpty else { continue }
      shown[name] = .string(text)
    }
    shown["type"] = .string(type)
    shown["monitoredResourceTypes"] = .array(ResourceTypes.labels.keys.sorted().map { .string($0) })
    return shown
  }

  /// The merged labels, because labels are never removed; nil for none.
  private static func labels(_ descriptor: JSONValue, _ before: JSONValue?) -> JSONValue? {
    var labels: [String: JSONValue] = [:]
    for label in (before?["labels"]?.elements ?? []) + (descriptor["labels"]?.elements ?? []) {
      var label = label
      if label["valueType"] == "STRING" { label["valueType"] = nil }
      if label["description"] == "" { label["description"] = nil }
      labels[label["key"]?.text ?? ""] = label
    }
    return labels.isEmpty ? nil : .array(labels.sorted { $0.key < $1.key }.map(\.value))
  }
}
