/// Something odd that did not stop the run.
public struct Warning: Equatable, Sendable {
  /// Of the pod that it is about, if it is about one.
  public var namespace: String?
  public var name: String?
  public let message: String
  /// What it is about, in a few words: see `Warnings.limit`. There are only a few kinds, whatever a server says.
  public let kind: String

  public init(
    namespace: String? = nil, name: String? = nil, message: String, kind: String = "the run itself"
  ) {
    self.kind = kind
    self.namespace = namespace
    self.name = name
    self.message = message
  }

  public var json: JSONValue {
    ["namespace": .optional(namespace), "name": .optional(name), "message": .string(message)]
  }

  /// For standard error.
  public var line: String {
    guard let namespace, let name else { return message }
    return "pod \(namespace)/\(name): \(message)"
  }
}
