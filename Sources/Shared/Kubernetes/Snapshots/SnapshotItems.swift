/// Sorts a snapshot's items into pods, nodes and others.
///
/// The items of a `PodList` have no `kind`, and the list's own may come after them. An item without a kind counts as a
/// pod if it has a namespace, else as a node. When the list's kind is known, `check` verifies the guess.
struct SnapshotItems<Decoder: ItemDecoder> {
  typealias PodBody = (Decoder.Object) throws -> Void
  typealias NodeBody = (JSONCursor) throws -> Void

  private(set) var decoder: Decoder
  private(set) var count = SnapshotCount()
  private var number = 0
  // The first item without a kind that was taken for a pod, or for a node.
  private var unnamedPod: JSONCursor?
  private var unnamedNode: JSONCursor?

  init(_ decoder: Decoder) { self.decoder = decoder }

  mutating func take(_ bytes: UnsafeRawBufferPointer, pod: PodBody, node: NodeBody) throws {
    let path = "items[\(number)]"
    number += 1
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: bytes) } catch {
      throw JSONError(path: path, problem: error.problem)
    }
    try take(JSONCursor(value, path: path), pod: pod, node: node)
  }

  /// - Throws: `JSONError`, and what the two bodies throw.
  mutating func take(_ item: JSONCursor, pod: PodBody, node: NodeBody) throws {
    switch try kind(item) {
    case .pod:
      count.pods += 1
      try pod(decoder.decode(json: item))
    case .node:
      count.nodes += 1
      try node(item)
    case .other(let name): count.others[name, default: 0] += 1
    }
  }

  private enum Kind {
    case pod
    case node
    case other(String)
  }

  private mutating func kind(_ item: JSONCursor) throws -> Kind {
    guard let kind = try item["kind"].optionalString() else { return try guess(item) }
    let version = try item["apiVersion"].optionalString() ?? "v1"
    switch (kind, version) {
    case ("Pod", "v1"): return .pod
    case ("Node", "v1"): return .node
    case ("List", "v1"), ("PodList", "v1"), ("NodeList", "v1"):
      throw item["kind"].error("a list in a list is not supported")
    case (_, "v1"): return .other(kind)
    default: return .other("\(kind) (\(version))")
    }
  }

  private mutating func guess(_ item: JSONCursor) throws -> Kind {
    let namespace = try item["metadata"]["namespace"].optionalString() ?? ""
    if namespace.isEmpty {
      unnamedNode = unnamedNode ?? JSONCursor(.null, path: item.path)
      return .node
    }
    unnamedPod = unnamedPod ?? JSONCursor(.null, path: item.path)
    return .pod
  }

  /// - Parameter list: the list's kind.
  func check(_ list: String) throws(JSONError) {
    switch list {
    case "PodList":
      if let unnamedNode { throw unnamedNode["metadata"]["namespace"].error("a pod has a namespace") }
    case "NodeList":
      if let unnamedPod { throw unnamedPod["metadata"]["namespace"].error("a node has no namespace") }
    default:
      if let unnamed = unnamedPod ?? unnamedNode {
        throw unnamed["kind"].error("each item of a List must have a kind, but this one has none")
      }
    }
  }
}
