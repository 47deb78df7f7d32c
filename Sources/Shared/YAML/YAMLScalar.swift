/// A scalar's text, which `value` resolves as kubectl's YAML library does (sigs.k8s.io/yaml,
/// `goyaml.v2/resolve.go`: YAML 1.1's booleans, Go's integers, timestamps as strings).
struct YAMLScalar: Equatable {
  let text: String
  /// Whether it is neither quoted nor a block.
  let isPlain: Bool
  let tag: String?

  init(_ text: String, isPlain: Bool = true, tag: String? = nil) {
    self.text = text
    self.isPlain = isPlain
    self.tag = tag
  }

  var isMergeKey: Bool { isPlain && text == "<<" && (tag == nil || tag == "tag:yaml.org,2002:merge") }

  /// nil if the tag is unknown or does not match the text.
  var value: JSONValue? {
    switch tag {
    case nil: isPlain ? Self.resolve(text) : .string(text)
    case "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp": .string(text)
    case "tag:yaml.org,2002:null": Self.resolve(text) == .null ? .null : nil
    case "tag:yaml.org,2002:bool": resolved { if case .bool = $0 { true } else { false } }
    case "tag:yaml.org,2002:int": resolved { if case .integer = $0 { true } else { false } }
    case "tag:yaml.org,2002:float": real
    default: nil
    }
  }

  private func resolved(where isRight: (JSONValue) -> Bool) -> JSONValue? {
    let value = Self.resolve(text)
    return isRight(value) ? value : nil
  }

  private var real: JSONValue? {
    switch Self.resolve(text) {
    case .real(let number): .real(number)
    case .integer(let number): .real(Double(number))
    default: nil
    }
  }

  /// The value of a plain scalar without a tag.
  static func resolve(_ text: String) -> JSONValue {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": .bool(true)
    case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": .bool(false)
    case ".nan", ".NaN", ".NAN": .real(.nan)
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .real(.infinity)
    case "-.inf", "-.Inf", "-.INF": .real(-.infinity)
    default: YAMLNumber.parse(text) ?? .string(text)
    }
  }
}
