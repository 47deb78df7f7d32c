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
    if let life, pod.name.hasPrefix(life.namePrefix) { pod.life = try life.read(protobuf: item) }
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
          try container(field.message(), "containers", resources.containers.count, &pod.hostPorts))
      case 10: pod.nodeName = try field.optionalString()
      case 20 where wholePod:
        var ports: [HostPort] = []
        let container = try container(
          field.message(), "initContainers", resources.initContainers.count, &ports)
        resources.initContainers.append(container)
        // A plain init container ends before the others need their ports.
        if container.isSidecar { pod.hostPorts += ports }
      case 32 where wholePod: try lists.read(field.message(), into: &resources.overhead, at: "spec.overhead")
      case 40 where wholePod:
        resources.podLevel += try entries(field.message(), "spec.resources.requests")
      default: break
      }
    }
  }

  @inline(__always)
  private mutating func container(
    _ message: ProtobufReader, _ list: StaticString, _ index: Int, _ ports: inout [HostPort]
  ) throws(ProtobufError) -> PodRequests.Container {
    var container = PodRequests.Container()
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 1: container.name = try field.string()
      case 6 where readsHostPorts: if let port = try Self.hostPort(field.message()) { ports.append(port) }
      case 8:
        container.requests = try requests(field.bytes(), "spec.\(list)[\(index)].resources.requests")
      case 24: container.isSidecar = try field.bytes().elementsEqual("Always".utf8)
      default: break
      }
    }
    return container
  }

  /// nil if the port is not one of the node.
  private static func hostPort(_ message: ProtobufReader) throws(ProtobufError) -> HostPort? {
    var (number, transport, address) = (Int64(0), "", "")
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 2: number = try field.integer()
      case 4: transport = try field.string()
      case 5: address = try field.string()
      default: break
      }
    }
    return number > 0 ? HostPort(number, transport: transport, address: address) : nil
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

  /// - Returns: whether there are requests at all.
  @discardableResult
  private mutating func readRequests(
    _ requirements: ProtobufReader, into list: inout ResourceList, _ place: @autoclosure () -> String
  ) throws(ProtobufError) -> Bool {
    var reader = requirements
    var hasRequests = false
    while let field = try reader.next() {
      guard field.number == 2 else { continue }
      hasRequests = true
      try lists.read(field.message(), into: &list, at: place())
    }
    return hasRequests
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
        let status = try containerStatus(field.message(), "containerStatuses", containers)
        if let status { resources.statuses.append(status) }
        containers += 1
      case 10 where readsResources:
        let status = try containerStatus(field.message(), "initContainerStatuses", initContainers)
        if let status { resources.initStatuses.append(status) }
        initContainers += 1
      case 11: pod.nominatedNodeName = try field.optionalString()
      case 19 where readsResources:
        if let entry = try lists.read(field.message(), at: "status.allocatedResources") {
          resources.podStatus.allocated.append(entry)
        }
      case 20 where readsResources:
        resources.podStatus.requests = try entries(field.message(), "status.resources.requests")
      case 21 where readsResources: try readClaim(field.message())
      default: break
      }
    }
  }

  private mutating func entries(
    _ requirements: ProtobufReader, _ place: String
  ) throws(ProtobufError) -> PodRequests.Entries {
    var entries: PodRequests.Entries = []
    var reader = requirements
    while let field = try reader.next() {
      guard field.number == 2 else { continue }
      if let entry = try lists.read(field.message(), at: place) { entries.append(entry) }
    }
    return entries
  }

  /// Until 1.37's beta a claim's status has a map of resources (3), then what is mapped (4), which looks like a map's
  /// entry, and overhead (5).
  private mutating func readClaim(_ message: ProtobufReader) throws(ProtobufError) {
    let place = "status.nodeAllocatableResourceClaimStatuses"
    var containers = 0
    var counting = message
    while let field = try counting.next() { if field.number == 2 { containers += 1 } }
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 3, 4:
        if let (name, quantity) = try lists.read(field.message(), at: place) {
          resources.claims[name] += quantity
        }
      case 5:
        if let (name, quantity) = try lists.read(field.message(), isOptional: true, at: place) {
          resources.claims[name] += quantity
        }
        if let (name, quantity) = try lists.read(field.message(), value: 3, isOptional: true, at: place) {
          resources.claims[name] += lists.multiply(quantity, by: containers, name, at: place)
        }
      default: break
      }
    }
  }

  /// nil if it says nothing about resources.
  @inline(__always)
  private mutating func containerStatus(
    _ message: ProtobufReader, _ list: StaticString, _ index: Int
  ) throws(ProtobufError) -> PodRequests.ContainerStatus? {
    var status = PodRequests.ContainerStatus()
    var allocated = ResourceList()
    var (isAllocated, name) = (false, UnsafeRawBufferPointer(start: nil, count: 0))
    var reader = message
    while let field = try reader.next() {
      switch field.number {
      case 1: name = try field.bytes()
      case 10:
        isAllocated = true
        try lists.read(field.message(), into: &allocated, at: "status.\(list)[\(index)].allocatedResources")
      case 11:
        var requests = ResourceList()
        status.hasRequests = try readRequests(
          field.message(), into: &requests, "status.\(list)[\(index)].resources.requests")
        status.requests = requests
      default: break
      }
    }
    if isAllocated { status.allocated = allocated }
    guard status.requests != nil || isAllocated else { return nil }
    status.name = String(decoding: name, as: UTF8.self)
    return status
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
