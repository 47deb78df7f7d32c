/// Something odd that did not stop the run.
public struct Warning: Equatable, Sendable {
  /// The pod that it is about, if any.
  public var namespace: String?
  public var name: String?
  public let message: String
  /// Its kind, in a few words, for `Warnings.limit`. The number of kinds is small and does not depend on the server.
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
