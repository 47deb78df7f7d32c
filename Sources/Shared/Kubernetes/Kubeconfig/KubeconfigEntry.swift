/// One entry of a kubeconfig. Its errors name file, entry and field, but never quote the value:
/// `/home/x/.kube/config: user "ci": token: expected a string, found a number; quote it`.
struct KubeconfigEntry {
  let file: String
  /// `user "ci"`; empty for the file as a whole.
  var label = ""
  let json: JSONCursor

  subscript(key: String) -> KubeconfigEntry { KubeconfigEntry(file: file, label: label, json: json[key]) }

  func error(_ problem: String) -> ConfigurationError {
    ConfigurationError(json.error(problem), in: place)
  }

  /// Evaluates `value`, adding file and entry to its errors.
  func read<Value>(_ value: @autoclosure () throws(JSONError) -> Value) throws(ConfigurationError) -> Value {
    do { return try value() } catch { throw ConfigurationError(error, in: place) }
  }

  private var place: String { label.isEmpty ? file : "\(file): \(label)" }
}
