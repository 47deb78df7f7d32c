/// The field numbers are those of k8s.io/api/core/v1/generated.proto.
extension PodDecoder {
  func readSpec(_ spec: ProtobufReader, into details: inout PodDetails?) throws(ProtobufError) {
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

  func readStatus(_ status: ProtobufReader, into details: inout PodDetails?) throws(ProtobufError) {
    var found = details ?? PodDetails()
    var reader = status
    while let field = try reader.next() {
      switch field.number {
      case 1: found.phase = try field.string()
      case 2: found.conditions.append(try PodCondition(protobuf: field.message()))
      // Init containers come last here, and last in the JSON reader.
      case 8, 10: found.containers.append(try ContainerSummary(protobuf: field.message()))
      default: break
      }
    }
    details = found
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
