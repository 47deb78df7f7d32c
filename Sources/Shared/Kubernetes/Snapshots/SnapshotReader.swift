/// Reads a snapshot as its bytes arrive, and passes on items before the whole is known to be valid. After an error,
/// discard all of them.
struct SnapshotReader<Decoder: ItemDecoder> {
  typealias PodBody = SnapshotItems<Decoder>.PodBody
  typealias NodeBody = SnapshotItems<Decoder>.NodeBody

  private var scanner: JSONItemSplitter
  private var items: SnapshotItems<Decoder>

  init(_ decoder: Decoder) {
    // Without a list, the skeleton is one pod or node. etcd accepts no object over 1.5 MiB.
    var limits = ListLimits()
    limits.other = 4 << 20
    scanner = JSONItemSplitter(limits: limits)
    items = SnapshotItems(decoder)
  }

  /// The decoder with its caches.
  var decoder: Decoder { items.decoder }

  /// - Throws: `ReplyError` or `JSONError`, and what the two bodies throw.
  mutating func receive(_ bytes: UnsafeRawBufferPointer, pod: PodBody, node: NodeBody) throws {
    try scanner.receive(bytes) { try items.take($0, pod: pod, node: node) }
  }

  /// Ends the snapshot.
  mutating func finish(pod: PodBody, node: NodeBody) throws -> SnapshotCount {
    guard !scanner.skeleton.isEmpty else { throw ReplyError.malformed("it is empty") }
    guard scanner.isComplete else { throw ReplyError.cut }
    let root = JSONCursor(try JSONValue(parsing: scanner.skeleton))
    let kind = try root["kind"].string()
    let version = try root["apiVersion"].optionalString() ?? "v1"
    switch (kind, version) {
    case ("List", "v1"), ("PodList", "v1"), ("NodeList", "v1"): try check(root, kind)
    case ("Pod", "v1"), ("Node", "v1"):
      guard !scanner.hasItems else { throw root["items"].error("a \(kind) has no items") }
      try items.take(root, pod: pod, node: node)
    default:
      throw root["kind"].error("it is '\(kind)' (\(version)), not List, PodList, NodeList, Pod or Node")
    }
    return items.count
  }

  private func check(_ list: JSONCursor, _ kind: String) throws {
    try scanner.checkItems(list)
    let metadata = try ListMetadata(json: list)
    if metadata.continueToken != nil {
      throw list["metadata"]["continue"].error("this is only one page of a list; use the whole list")
    }
    if let problem = metadata.problemOfLastPage { throw ReplyError.malformed(problem) }
    try items.check(kind)
  }
}

/// How many objects snapshots hold.
public struct SnapshotCount: Equatable, Sendable {
  public var pods = 0
  public var nodes = 0
  /// Ignored objects by kind: `Service`, or `Node (longhorn.io/v1beta2)`.
  public var others: [String: Int] = [:]

  public init(pods: Int = 0, nodes: Int = 0, others: [String: Int] = [:]) {
    self.pods = pods
    self.nodes = nodes
    self.others = others
  }

  /// Logs what was ignored.
  public func log(to log: Log) {
    for (kind, number) in others.sorted(by: { $0.key < $1.key }) {
      log.notice("ignored \(number) object\(number == 1 ? "" : "s") of kind \(kind) in the snapshot")
    }
  }

  mutating func add(_ other: SnapshotCount) {
    pods += other.pods
    nodes += other.nodes
    others.merge(other.others, uniquingKeysWith: +)
  }
}
