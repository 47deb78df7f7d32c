/// Decodes nodes.
public struct NodeDecoder: ItemDecoder, Sendable {
  public static let kinds = ["Node"]

  private let labels: KeyLookup
  private var lists: ResourceListReader

  /// - Parameters:
  ///   - labels: those that somebody will look at.
  ///   - wanted: which resources to read besides CPU and memory.
  public init(labels: [String] = [], wanted: WantedResources = .only([])) {
    self.labels = KeyLookup(labels)
    lists = ResourceListReader(wanted)
  }

  /// - Parameter saysAllocatable: whether the node has such a list.
  private func finish(_ node: inout Node, saysAllocatable: Bool) {
    if !saysAllocatable { node.allocatable = node.capacity }
    node.unreadable = lists.unreadable
    node.saturated = lists.saturated
  }
}

extension NodeDecoder {
  public mutating func decode(json item: JSONCursor) throws(JSONError) -> Node {
    lists.begin()
    var node = Node()
    let metadata = item["metadata"]
    node.name = try metadata["name"].objectName()
    node.isTerminating = try metadata["deletionTimestamp"].optionalTime() != nil
    node.labels = try labels.texts(metadata["labels"])
    node.isUnschedulable = try item["spec"]["unschedulable"].optionalBool() ?? false
    for taint in try item["spec"]["taints"].elements() { node.taints.append(try Taint(json: taint)) }
    let status = item["status"]
    for condition in try status["conditions"].elements() {
      guard try condition["type"].optionalString() == "Ready" else { continue }
      node.note(
        ready: try condition["status"].optionalString() ?? "",
        since: try condition["lastTransitionTime"].optionalTime())
    }
    try lists.read(status["capacity"], into: &node.capacity, at: "status.capacity")
    try lists.read(status["allocatable"], into: &node.allocatable, at: "status.allocatable")
    finish(&node, saysAllocatable: try !status["allocatable"].members().isEmpty)
    return node
  }
}

/// The field numbers are those of k8s.io/api/core/v1/generated.proto and
/// k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto.
extension NodeDecoder {
  public mutating func decode(protobuf item: UnsafeRawBufferPointer) throws -> Node {
    lists.begin()
    var node = Node()
    var saysAllocatable = false
    var reader = ProtobufReader(item)
    while let field = try reader.next() {
      switch field.number {
      case 1: try readMetadata(field.message(), into: &node)
      case 2: try readSpec(field.message(), into: &node)
      case 3: try readStatus(field.message(), into: &node, &saysAllocatable)
      default: break
      }
    }
    try node.name.check(asName: "metadata.name")
    finish(&node, saysAllocatable: saysAllocatable)
    return node
  }

  private func readMetadata(_ metadata: ProtobufReader, into node: inout Node) throws(ProtobufError) {
    var reader = metadata
    while let field = try reader.next() {
      switch field.number {
      case 1: node.name = try field.string()
      case 9: node.isTerminating = try field.time() != nil
      case 11: try labels.read(field.message(), into: &node.labels)
      default: break
      }
    }
  }

  private func readSpec(_ spec: ProtobufReader, into node: inout Node) throws(ProtobufError) {
    var reader = spec
    while let field = try reader.next() {
      switch field.number {
      case 4: node.isUnschedulable = try field.bool()
      case 5: node.taints.append(try Taint(protobuf: field.message()))
      default: break
      }
    }
  }

  private mutating func readStatus(
    _ status: ProtobufReader, into node: inout Node, _ saysAllocatable: inout Bool
  ) throws(ProtobufError) {
    var reader = status
    while let field = try reader.next() {
      switch field.number {
      case 1: try lists.read(field.message(), into: &node.capacity, at: "status.capacity")
      case 2:
        saysAllocatable = true
        try lists.read(field.message(), into: &node.allocatable, at: "status.allocatable")
      case 4: try readCondition(field.message(), into: &node)
      default: break
      }
    }
  }

  private func readCondition(_ condition: ProtobufReader, into node: inout Node) throws(ProtobufError) {
    let condition = try PodCondition(protobuf: condition)
    if condition.type == "Ready" { node.note(ready: condition.status, since: condition.lastTransitionTime) }
  }
}
