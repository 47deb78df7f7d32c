/// An object in the store: its own values, and the shape that it shares with similar objects.
///
/// It never changes: a write replaces it.
final class StoredObject: Sendable {
  let shape: Shape
  let name: String
  let namespace: String
  /// Its place in a list: the end of the key that etcd would use.
  let key: String
  let uid: String
  let version: Version
  let created: Int64
  let deletion: Deletion?
  let texts: [String]

  struct Version: Sendable {
    var resource: UInt64
    var generation: Int64
  }

  init(
    shape: Shape, name: String, namespace: String, uid: String, version: Version, created: Int64,
    deletion: Deletion? = nil, texts: [String] = []
  ) {
    self.shape = shape
    self.name = name
    self.namespace = namespace
    key = namespace.isEmpty ? name : namespace + "/" + name
    self.uid = uid
    self.version = version
    self.created = created
    self.deletion = deletion
    self.texts = texts
  }

  private init(
    _ other: StoredObject, shape: Shape, version: Version, deletion: Deletion?, uid: String
  ) {
    self.shape = shape
    name = other.name
    namespace = other.namespace
    key = other.key
    self.uid = uid
    self.version = version
    created = other.created
    self.deletion = deletion
    texts = other.texts
  }

  /// Returns the object as it is after a write.
  func with(
    shape: Shape? = nil, version: Version? = nil, deletion: Deletion? = nil, uid: String? = nil
  ) -> StoredObject {
    StoredObject(
      self, shape: shape ?? self.shape, version: version ?? self.version,
      deletion: deletion ?? self.deletion, uid: uid ?? self.uid)
  }

  func withoutDeletion() -> StoredObject {
    StoredObject(self, shape: shape, version: version, deletion: nil, uid: uid)
  }

  func with(resourceVersion: UInt64) -> StoredObject {
    with(version: Version(resource: resourceVersion, generation: version.generation))
  }

  /// The value of a slot as text.
  func text(_ piece: Piece) -> String {
    switch piece {
    case .constant(let text): text
    case .slot(.name): name
    case .slot(.namespace): namespace
    case .slot(.uid): uid
    case .slot(.text(let index)): texts[index]
    case .slot: ""
    }
  }
}

/// When a terminating object should be gone, and its grace period.
struct Deletion: Sendable, Equatable {
  var time: Int64
  var grace: Int64?
}

/// A constant text, or one of the object's own texts.
enum Piece: Sendable {
  case constant(String)
  case slot(Slot)
}
