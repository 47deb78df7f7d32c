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
