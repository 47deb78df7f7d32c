/// The field numbers are those of k8s.io/api/core/v1/generated.proto and
/// k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto.
extension PodDecoder {
  public mutating func decode(protobuf item: UnsafeRawBufferPointer) throws -> Pod {
    var pod = Pod()
    try read(item, into: &pod)
    return pod
  }

  private mutating func read(_ item: UnsafeRawBufferPointer, into pod: inout Pod) throws {
    var reader = ProtobufReader(item)
    while let field = try reader.next() {
      switch field.number {
      case 1: try readMetadata(field.message(), into: &pod)
      case 2: try readSpec(field.message(), into: &pod.details)
      case 3: try readStatus(field.message(), into: &pod.details)
      default: break
      }
    }
    try pod.name.check(asName: "metadata.name")
    if !pod.namespace.isEmpty { try pod.namespace.check(asName: "metadata.namespace") }
    try require(pod.uid, "uid")
    try require(pod.resourceVersion, "resourceVersion")
    try pod.details?.nodeName?.check(asName: "spec.nodeName")
  }

  private func require(_ text: String, _ name: String) throws {
    if text.isEmpty { throw ItemError(path: "metadata.\(name)", problem: "it is empty") }
  }

  private mutating func readMetadata(_ metadata: ProtobufReader, into pod: inout Pod) throws(ProtobufError) {
    var reader = metadata
    while let field = try reader.next() {
      switch field.number {
      case 1: pod.name = try field.string()
      case 3: pod.namespace = namespaces.text(try field.bytes())
      case 5: pod.uid = try field.string()
      case 6: pod.resourceVersion = try field.string()
      case 8: pod.creationTimestamp = try field.time()
      case 9: pod.deletionTimestamp = try field.time()
      case 11: try labels.read(field.message(), into: &pod.labels)
      case 12: try annotations.read(field.message(), into: &pod.annotations)
      case 13:
        if let owner = try OwnerReference(controller: field.message()) { pod.controller = owner }
      case 14: pod.hasFinalizers = true
      default: break
      }
    }
  }
}

extension PodDecoder {
  private func readSpec(_ spec: ProtobufReader, into details: inout PodDetails?) throws(ProtobufError) {
    var found = details ?? PodDetails()
    var reader = spec
    while let field = try reader.next() {
      switch field.number {
      case 10: found.nodeName = try field.optionalString()
      case 38: found.hasSchedulingGates = true
      default: break
      }
    }
    details = found
  }

  private func readStatus(_ status: ProtobufReader, into details: inout PodDetails?) throws(ProtobufError) {
    var found = details ?? PodDetails()
    var reader = status
    while let field = try reader.next() {
      switch field.number {
      case 1: found.phase = PodPhase(try field.bytes())
      case 2: found.conditions.append(try PodCondition(protobuf: field.message()))
      // Init containers come last, as in the JSON reader.
      case 8, 10: found.containers.append(try ContainerSummary(protobuf: field.message()))
      default: break
      }
    }
    details = found
  }
}

extension OwnerReference {
  /// nil unless it is the controller.
  init?(controller owner: ProtobufReader) throws(ProtobufError) {
    self.init(kind: "", name: "")
    var isController = false
    var reader = owner
    while let field = try reader.next() {
      switch field.number {
      case 1: kind = try field.string()
      case 3: name = try field.string()
      case 6: isController = try field.bool()
      default: break
      }
    }
    guard isController else { return nil }
  }
}

extension PodCondition {
  init(protobuf: ProtobufReader) throws(ProtobufError) {
    self.init()
    var reader = protobuf
    while let field = try reader.next() {
      switch field.number {
      case 1: type = try field.string()
      case 2: status = try field.string()
      case 4: lastTransitionTime = try field.time()
      case 5: reason = try field.string()
      default: break
      }
    }
  }
}

extension ContainerSummary {
  init(protobuf: ProtobufReader) throws(ProtobufError) {
    self.init()
    var reader = protobuf
    while let field = try reader.next() {
      switch field.number {
      case 2: try readState(field.message())
      case 3: try readLastState(field.message())
      case 5: if try field.integer() > 0 { hasRun = true }
      default: break
      }
    }
  }

  private mutating func readState(_ state: ProtobufReader) throws(ProtobufError) {
    var reader = state
    while let field = try reader.next() {
      switch field.number {
      case 1: waitingReason = try Self.reason(field.message())
      case 2: hasRun = true
      case 3:
        hasRun = true
        finishedAt = try Self.finishedAt(field.message())
      default: break
      }
    }
  }

  private mutating func readLastState(_ state: ProtobufReader) throws(ProtobufError) {
    var reader = state
    while let field = try reader.next() {
      if field.number == 2 || field.number == 3 { hasRun = true }
    }
  }

  private static func reason(_ waiting: ProtobufReader) throws(ProtobufError) -> String? {
    var reason: String?
    var reader = waiting
    while let field = try reader.next() {
      if field.number == 1 { reason = try field.optionalString() }
    }
    return reason
  }

  private static func finishedAt(_ terminated: ProtobufReader) throws(ProtobufError) -> Int64? {
    var time: Int64?
    var reader = terminated
    while let field = try reader.next() {
      if field.number == 6 { time = try field.time() }
    }
    return time
  }
}
