/// What binds a delete to the very object that was judged: the server refuses (409) any other.
public struct DeletePreconditions: Equatable, Sendable {
  public let uid: String
  public let resourceVersion: String

  public init(uid: String, resourceVersion: String) {
    self.uid = uid
    self.resourceVersion = resourceVersion
  }
}
