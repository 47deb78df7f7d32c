/// The field numbers are those of k8s.io/api/core/v1/generated.proto and
/// k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto.
extension CapacityPodDecoder {
  public mutating func decode(protobuf item: UnsafeRawBufferPointer) throws -> CapacityPod {
    begin()
    var pod = CapacityPod()
    var reader = ProtobufReader(item)
    while let field = try reader.next() {
      switch field.number {
      case 1: try readMetadata(field.message(), into: &pod)
      case 2: try readSpec(field.message(), into: &pod)
      case 3: try readStatus(field.message(), into: &pod)
      default: break
      }
    }
    finish(&pod)
    return pod
  }

  private mutating func readMetadata(
    _ metadata: ProtobufReader, into pod: inout CapacityPod
  ) throws(ProtobufError) {
    var reader = metadata
    while let field = try reader.next() {
      switch field.number {
      case 1: pod.name = try field.string()
      case 3: pod.namespace = namespaces.text(try field.bytes())
      case 8: pod.creationTimestamp = try field.time()
      case 9: pod.isTerminating = try field.time() != nil
      default: break
      }
    }
  }

  private mutating func readSpec(
    _ spec: ProtobufReader, into pod: inout CapacityPod
  ) throws(ProtobufError) {
    let wholePod = accounting.readsWholePod
    var reader = spec
    while let field = try reader.next() {
      switch field.number {
      case 2:
        resources.containers.append(
          try container(field.message(), "containers", resources.containers.count))
      case 10:
        let name = try field.bytes()
        pod.nodeName = name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
      case 20 where wholePod:
        resources.initContainers.append(
          try container(field.message(), "initContainers", resources.initContainers.count))
      case 32 where wholePod: try lists.read(field.message(), into: &resources.overhead, at: "spec.overhead")
      case 40 where wholePod: try readPodLevel(field.message())
      default: break
      }
    }
  }

  private mutating func readPodLevel(_ requirements: ProtobufReader) throws(ProtobufError) {
    var reader = requirements
    while let field = try reader.next() {
      guard field.number == 2 else { continue }
      if let entry = try lists.read(field.message(), at: "spec.resources.requests") {
        resources.podLevel.append(entry)
      }
    }
  }

  @inline(__always)
  private mutating func container(
    _ message: ProtobufReader, _ list: StaticString, _ index: Int
  ) throws(ProtobufError) -> PodRequests.Container {
    var container = PodRequests.Container()
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 1: container.name = try field.string()
      case 8:
        container.requests = try requests(field.bytes(), "spec.\(list)[\(index)].resources.requests")
      case 24: container.isSidecar = try field.bytes().elementsEqual("Always".utf8)
      default: break
      }
    }
    return container
  }

  @inline(__always)
  private mutating func requests(
    _ requirements: UnsafeRawBufferPointer, _ place: @autoclosure () -> String
  ) throws(ProtobufError) -> ResourceList {
    if let known = containerRequests.list(for: requirements) { return known }
    var list = ResourceList()
    try readRequests(ProtobufReader(requirements), into: &list, place())
    if lists.isClean { containerRequests.remember(list, for: requirements) }
    return list
  }

  private mutating func readRequests(
    _ requirements: ProtobufReader, into list: inout ResourceList, _ place: @autoclosure () -> String
  ) throws(ProtobufError) {
    var reader = requirements
    while let field = try reader.next() {
      if field.number == 2 { try lists.read(field.message(), into: &list, at: place()) }
    }
  }

  private mutating func readStatus(
    _ status: ProtobufReader, into pod: inout CapacityPod
  ) throws(ProtobufError) {
    let readsResources = accounting.readsStatus
    var (containers, initContainers) = (0, 0)
    var reader = status
    while let field = try reader.next() {
      switch field.number {
      case 1: pod.phase = PodPhase(try field.bytes())
      case 2: try readCondition(field.message(), into: &pod)
      case 8 where readsResources:
        let actual = try actual(field.message(), "containerStatuses", containers)
        if let actual { resources.statuses.append(actual) }
        containers += 1
      case 10 where readsResources:
        let actual = try actual(field.message(), "initContainerStatuses", initContainers)
        if let actual { resources.initStatuses.append(actual) }
        initContainers += 1
      case 19 where readsResources:
        try lists.read(
          field.message(), into: &resources.podStatus.allocated, at: "status.allocatedResources")
      case 20 where readsResources:
        var requests = ResourceList()
        try readRequests(field.message(), into: &requests, "status.resources.requests")
        resources.podStatus.requests = requests
      default: break
      }
    }
  }

  /// nil if it has no requests: such a status does not count.
  @inline(__always)
  private mutating func actual(
    _ message: ProtobufReader, _ list: StaticString, _ index: Int
  ) throws(ProtobufError) -> PodRequests.Actual? {
    var actual = PodRequests.Actual()
    var name = UnsafeRawBufferPointer(start: nil, count: 0)
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 1: name = try field.bytes()
      case 10:
        try lists.read(
          field.message(), into: &actual.allocated, at: "status.\(list)[\(index)].allocatedResources")
      case 11:
        var requests = ResourceList()
        try readRequests(field.message(), into: &requests, "status.\(list)[\(index)].resources.requests")
        actual.requests = requests
      default: break
      }
    }
    guard actual.requests != nil else { return nil }
    actual.name = String(decoding: name, as: UTF8.self)
    return actual
  }

  private mutating func readCondition(
    _ condition: ProtobufReader, into pod: inout CapacityPod
  ) throws(ProtobufError) {
    var type: String?
    var status = UnsafeRawBufferPointer(start: nil, count: 0)
    var reason = status
    var reader = condition
    while let field = try reader.next() {
      switch field.number {
      case 1:
        type = conditions.match(try field.bytes())
        // Skips the conditions that nothing uses.
        if type == nil { return }
      case 2: status = try field.bytes()
      case 5: reason = try field.bytes()
      default: break
      }
    }
    guard let type else { return }
    let texts = (String(decoding: status, as: UTF8.self), String(decoding: reason, as: UTF8.self))
    note(condition: type, status: texts.0, reason: texts.1, of: &pod)
  }
}
