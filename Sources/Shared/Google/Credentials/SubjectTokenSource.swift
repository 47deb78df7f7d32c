/// Where the token of a workload's own platform comes from.
enum SubjectTokenSource {
  case file(path: String, format: Format)
  case url(String, headers: [(name: String, value: Secret)], format: Format)
  case executable(command: String, timeout: Duration, outputFile: String?)

  /// Whether the answer is the token, or holds it in a field.
  enum Format: Equatable {
    case text
    case json(field: String)

    init(_ entry: ConfigurationEntry) throws(ConfigurationError) {
      switch try entry["type"].string() {
      case nil, "text": self = .text
      case "json": self = .json(field: try entry["subject_token_field_name"].required())
      default: throw entry["type"].error("text or json was expected")
      }
    }
  }

  init(_ entry: ConfigurationEntry) throws(ConfigurationError) {
    guard !entry.isMissing else { throw entry.error("is missing") }
    if try entry["environment_id"].string() != nil {
      throw entry["environment_id"].error(
        "credentials of AWS are not supported; use a file, url or executable")
    }
    if !entry["certificate"].isMissing {
      throw entry["certificate"].error("X.509 certificates are not supported; use a file, url or executable")
    }
    if let path = try entry["file"].string() {
      self = .file(path: path, format: try Format(entry["format"]))
    } else if try entry["url"].string() != nil {
      self = try Self.url(entry)
    } else if !entry["executable"].isMissing {
      self = try Self.executable(entry["executable"])
    } else {
      throw entry.error("has neither file nor url nor executable; nothing else is supported")
    }
  }

  private static func url(_ entry: ConfigurationEntry) throws(ConfigurationError) -> SubjectTokenSource {
    guard let url = ServiceURL.checked(try entry["url"].required(), allowsLinkLocal: true) else {
      throw entry["url"].error(ServiceURL.expected)
    }
    var headers: [(name: String, value: Secret)] = []
    for (name, value) in try entry["headers"].members() {
      headers.append((name, try value.requiredSecret()))
    }
    return .url(url, headers: headers, format: try Format(entry["format"]))
  }

  private static func executable(
    _ entry: ConfigurationEntry
  ) throws(ConfigurationError) -> SubjectTokenSource {
    let milliseconds = try entry["timeout_millis"].integer() ?? 30_000
    guard (5_000...120_000).contains(milliseconds) else {
      throw entry["timeout_millis"].error("5000 to 120000 was expected")
    }
    return .executable(
      command: try entry["command"].required(), timeout: .milliseconds(milliseconds),
      outputFile: try entry["output_file"].string())
  }
}
