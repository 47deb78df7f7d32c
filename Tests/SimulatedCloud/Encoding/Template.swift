/// An object's encoding with placeholders: constant bytes, splices, and the lengths that depend on them.
///
/// Rendering only copies, and thousands of pods share one template.
struct Template: Sendable {
  enum Part: Sendable {
    case constant(start: Int, count: Int)
    case splice(Splice)
    /// The length of a message with splices.
    case length(group: Int)
  }

  /// A message whose length depends on splices. Inner groups come before outer ones.
  struct Group: Sendable {
    var constant = 0
    var splices: [Splice] = []
    var inner: [Int] = []
  }

  private var constants: [UInt8] = []
  private var parts: [Part] = []
  private var groups: [Group] = []

  init(_ fragment: Fragment) {
    var whole = Group()
    flatten(fragment.nodes, into: &whole)
    groups.append(whole)
  }

  private mutating func flatten(_ nodes: [Fragment.Node], into group: inout Group) {
    for node in nodes {
      switch node {
      case .bytes(let bytes):
        group.constant += bytes.count
        append(bytes)
      case .splice(let splice):
        group.splices.append(splice)
        parts.append(.splice(splice))
      case .message(let fragment):
        let place = parts.count
        parts.append(.length(group: -1))
        var inner = Group()
        flatten(fragment.nodes, into: &inner)
        groups.append(inner)
        parts[place] = .length(group: groups.count - 1)
        group.inner.append(groups.count - 1)
      }
    }
  }

  private mutating func append(_ bytes: [UInt8]) {
    if case .constant(let start, let count) = parts.last {
      parts[parts.count - 1] = .constant(start: start, count: count + bytes.count)
    } else {
      parts.append(.constant(start: constants.count, count: bytes.count))
    }
    constants += bytes
  }

  /// The number of bytes of an object's encoding.
  func size(of object: StoredObject) -> Int {
    withSizes(of: object) { $0[groups.count - 1] }
  }

  /// Writes an object's encoding to memory, which must be large enough.
  func render(_ object: StoredObject, to cursor: inout Cursor) {
    withSizes(of: object) { sizes in
      constants.withUnsafeBytes { constants in
        for part in parts {
          switch part {
          case .constant(let start, let count):
            cursor.copy(UnsafeRawBufferPointer(rebasing: constants[start..<start + count]))
          case .splice(let splice): splice.render(object, to: &cursor)
          case .length(let group): cursor.varint(UInt64(sizes[group]))
          }
        }
      }
    }
  }

  private func withSizes<Result>(
    of object: StoredObject, _ body: (UnsafeMutableBufferPointer<Int>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: groups.count) { sizes in
      for (index, group) in groups.enumerated() {
        var size = group.constant
        for splice in group.splices { size += splice.size(of: object) }
        for inner in group.inner { size += sizes[inner] + Varint.size(UInt64(sizes[inner])) }
        sizes.initializeElement(at: index, to: size)
      }
      return body(sizes)
    }
  }
}
