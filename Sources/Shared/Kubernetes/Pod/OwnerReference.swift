/// The object that created another and looks after it.
public struct OwnerReference: Equatable, Sendable {
  public var kind: String
  public var name: String

  public init(kind: String, name: String) {
    self.kind = kind
    self.name = name
  }
}
