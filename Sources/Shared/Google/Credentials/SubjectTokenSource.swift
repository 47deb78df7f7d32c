/// The source of a workload's platform token.
enum SubjectTokenSource {
  case file(path: String, format: Format)
  case url(String, headers: [(name: String, value: Secret)], format: Format)
  case executable(command: String, timeout: Duration, outputFile: String?)

  /// Whether the answer is the token itself, or a JSON object with it in a field.
  enum Format: Equatable {
    case text
    case json(field: String)

    init(_ json: JSONCursor) throws(JSONError) {
      switch try json["type"].nonEmptyString() {
      case nil, "text": self = .text
      case "json": self = .json(field: try json["subject_token_field_name"].requiredLine())
      default: throw json["type"].error("expected text or json")
      }
    }
  }

  init(_ json: JSONCursor) throws(JSONError) {
    guard !json.isMissing else { throw json.error("is missing") }
    if try json["environment_id"].nonEmptyString() != nil {
      throw json["environment_id"].error(
        "AWS credentials are not supported; use a file, url or executable")
    }
    if !json["certificate"].isMissing {
      throw json["certificate"].error("X.509 certificates are not supported; use a file, url or executable")
    }
    if let path = try json["file"].nonEmptyString() {
      self = .file(path: path, format: try Format(json["format"]))
    } else if try json["url"].nonEmptyString() != nil {
      self = try Self.url(json)
    } else if !json["executable"].isMissing {
      self = try Self.executable(json["executable"])
    } else {
      throw json.error("has no file, url or executable; nothing else is supported")
    }
  }

  private static func url(_ json: JSONCursor) throws(JSONError) -> SubjectTokenSource {
    guard let url = ServiceURL.checked(try json["url"].requiredLine(), allowsLinkLocal: true) else {
      throw json["url"].error(ServiceURL.expected)
    }
    var headers: [(name: String, value: Secret)] = []
    for (name, value) in try json["headers"].members() {
      headers.append((name, try value.requiredSecret()))
    }
    return .url(url, headers: headers, format: try Format(json["format"]))
  }

  private static func executable(_ json: JSONCursor) throws(JSONError) -> SubjectTokenSource {
    let milliseconds = try json["timeout_millis"].optionalInteger() ?? 30_000
    guard (5_000...120_000).contains(milliseconds) else {
      throw json["timeout_millis"].error("expected 5000 to 120000")
    }
    return .executable(
      command: try json["command"].requiredLine(), timeout: .milliseconds(milliseconds),
      outputFile: try json["output_file"].nonEmptyString())
  }
}
