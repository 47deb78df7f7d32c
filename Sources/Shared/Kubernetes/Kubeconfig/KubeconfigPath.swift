/// A file that a kubeconfig names, and its name in errors.
struct KubeconfigPath {
  let resolved: String
  private let text: String
  private let field: KubeconfigEntry

  /// nil if the field is empty.
  init?(_ field: KubeconfigEntry) throws(JSONError) {
    guard let text = try field.json.nonEmptyString() else { return nil }
    self.text = text
    self.field = field
    resolved = Self.resolve(text, besides: field.file)
  }

  /// Resolves a path relative to the folder of `file` (client-go, `clientcmd/loader.go`, `ResolvePaths`).
  static func resolve(_ path: String, besides file: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    guard let slash = file.lastIndex(of: "/") else { return "./\(path)" }
    return "\(file[...slash])\(path)"
  }

  func contents(_ read: FileReading) throws(ConfigurationError) -> [UInt8] {
    do { return try read(resolved) } catch { throw self.error(error) }
  }

  func error(_ failure: FileError) -> ConfigurationError {
    field.error(isSurelyPath ? failure.description : "the file named here cannot be read: \(failure.problem)")
      .because(of: failure)
  }

  /// False if the field may hold the secret itself instead of a path, and so must not be quoted.
  private var isSurelyPath: Bool {
    (text.hasPrefix("/") || text.hasPrefix("./") || text.hasPrefix("../")) && !text.hasControlByte
  }
}
