/// One entry of a kubeconfig, or of another file that says who we are, read with errors that name file, entry
/// and field, and never the value:
/// `/home/x/.kube/config: user "ci": token: a string was expected, found a number; quote it`.
struct ConfigurationEntry {
  let file: String
  /// `user "ci"`; empty for the file as a whole.
  let label: String
  private let cursor: JSONCursor

  init(file: String, label: String, value: JSONValue?) {
    self.init(file: file, label: label, cursor: JSONCursor(value ?? .null))
  }

  private init(file: String, label: String, cursor: JSONCursor) {
    self.file = file
    self.label = label
    self.cursor = cursor
  }

  var place: String { label.isEmpty ? file : "\(file): \(label)" }
  var isMissing: Bool { cursor.isMissing }

  func error(_ problem: String) -> ConfigurationError {
    let path = cursor.path
    return ConfigurationError(place: place, problem: path.isEmpty ? problem : "\(path): \(problem)")
  }

  subscript(key: String) -> ConfigurationEntry {
    ConfigurationEntry(file: file, label: label, cursor: cursor[key])
  }

  /// nil if missing, `null` or empty, which are one to kubectl.
  func string() throws(ConfigurationError) -> String? {
    try read { cursor throws(JSONError) in try cursor.nonEmptyString() }
  }

  func secret() throws(ConfigurationError) -> Secret? {
    try string().map { Secret($0) }
  }

  func flag() throws(ConfigurationError) -> Bool {
    try read { cursor throws(JSONError) in try cursor.optionalBool() } ?? false
  }

  func integer() throws(ConfigurationError) -> Int64? {
    try read { cursor throws(JSONError) in try cursor.optionalInteger() }
  }

  func strings() throws(ConfigurationError) -> [String] {
    var texts: [String] = []
    for element in try elements() { texts.append(try element.string() ?? "") }
    return texts
  }

  func value() throws(ConfigurationError) -> JSONValue? {
    try read { cursor throws(JSONError) in try cursor.value() }
  }

  func elements() throws(ConfigurationError) -> [ConfigurationEntry] {
    try read { cursor throws(JSONError) in try cursor.elements() }
      .map { ConfigurationEntry(file: file, label: label, cursor: $0) }
  }

  func members() throws(ConfigurationError) -> [(key: String, value: ConfigurationEntry)] {
    try read { cursor throws(JSONError) in try cursor.members() }
      .map { ($0.key, ConfigurationEntry(file: file, label: label, cursor: $0.value)) }
  }

  func base64() throws(ConfigurationError) -> [UInt8]? {
    try read { cursor throws(JSONError) in try cursor.optionalBase64() }
  }

  /// A file's path; a relative one is relative to the folder of the kubeconfig
  /// (client-go, `clientcmd/loader.go`, `ResolvePaths`).
  func path() throws(ConfigurationError) -> ConfigurationPath? {
    guard let text = try string() else { return nil }
    return ConfigurationPath(text, field: self)
  }

  private func read<Value>(
    _ body: (JSONCursor) throws(JSONError) -> Value
  ) throws(ConfigurationError) -> Value {
    do { return try body(cursor) } catch {
      let advice = Self.isUnquoted(error) ? "; quote it" : ""
      throw ConfigurationError(place: place, problem: error.description + advice)
    }
  }

  private static func isUnquoted(_ error: JSONError) -> Bool {
    error.problem.hasPrefix("a string was expected, found a number")
      || error.problem.hasPrefix("a string was expected, found a boolean")
  }
}
