/// What binds a delete to the very object that was judged: the server refuses (409) any other.
public struct DeletePreconditions: Equatable, Sendable {
  public let uid: String
  public let resourceVersion: String

  public init(uid: String, resourceVersion: String) {
    self.uid = uid
    self.resourceVersion = resourceVersion
  }

  /// `DeleteOptions` of `meta/v1`. All options go in the body: beside one the server ignores the query.
  func deleteOptions() throws(JSONError) -> [UInt8] {
    let options: JSONValue = [
      "apiVersion": "v1", "kind": "DeleteOptions",
      "preconditions": ["uid": .string(uid), "resourceVersion": .string(resourceVersion)],
      "propagationPolicy": "Background",
    ]
    return Array(try options.serialized().utf8)
  }
}
