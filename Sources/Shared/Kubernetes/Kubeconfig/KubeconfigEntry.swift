/// One entry of a kubeconfig. Its errors name file, entry and field, and never the value:
/// `/home/x/.kube/config: user "ci": token: a string was expected, found a number; quote it`.
struct KubeconfigEntry {
  let file: String
  /// `user "ci"`; empty for the file as a whole.
  var label = ""
  let json: JSONCursor

  subscript(key: String) -> KubeconfigEntry { KubeconfigEntry(file: file, label: label, json: json[key]) }

  func error(_ problem: String) -> ConfigurationError {
    ConfigurationError(json.error(problem), in: place)
  }

  /// What `value` reads out of this entry.
  func read<Value>(_ value: @autoclosure () throws(JSONError) -> Value) throws(ConfigurationError) -> Value {
    do { return try value() } catch { throw ConfigurationError(error, in: place) }
  }

  private var place: String { label.isEmpty ? file : "\(file): \(label)" }
}
