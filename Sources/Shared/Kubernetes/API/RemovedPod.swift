/// What the server says about a pod when it removes it.
public struct RemovedPod: Equatable, Sendable {
  /// nil if it was not bound to a node.
  public var node: String?
  /// Whether it had succeeded or failed.
  public var hasEnded: Bool
  /// When its node accepted it, in unix seconds; nil if none has.
  public var start: Int64?
  /// Its resource requests, as the scheduler counts them; nil if a quantity cannot be read.
  public var cpuMilli: Int64?
  public var memoryBytes: Int64?

  /// Whether it held what it requests on its node.
  public var heldRequests: Bool { node != nil && !hasEnded }

  public init(node: String?, hasEnded: Bool, start: Int64?, cpuMilli: Int64?, memoryBytes: Int64?) {
    self.node = node
    self.hasEnded = hasEnded
    self.start = start
    self.cpuMilli = cpuMilli
    self.memoryBytes = memoryBytes
  }

  /// - Throws: `JSONError` if it is not a whole pod.
  public init(json: JSONCursor) throws {
    guard !json["spec"].isMissing else { throw json["spec"].error("expected an object, but there is none") }
    var decoder = CapacityPodDecoder(.scheduler)
    self.init(try decoder.decode(json: json), start: try json["status"]["startTime"].optionalTime())
  }

  /// - Throws: `ProtobufError`
  init(protobuf: UnsafeRawBufferPointer) throws {
    var decoder = CapacityPodDecoder(.scheduler, life: PodLife.Reader(MetadataFilter()))
    let pod = try decoder.decode(protobuf: protobuf)
    self.init(pod, start: pod.life?.start)
  }

  private init(_ pod: CapacityPod, start: Int64?) {
    node = pod.nodeName
    hasEnded = pod.phase == .ended
    self.start = start
    guard pod.unreadable == nil else { return }
    cpuMilli = pod.requests.cpu.milli
    memoryBytes = pod.requests.memory.value
  }
}

extension APICall<RemovedPod?> {
  /// Reads a whole pod before its eviction, whose answer does not show it; nil if it does not exist.
  public static func readPodToEvict(namespace: String, name: String) -> Self {
    readObject(
      APIAction("get", "pods", namespace: namespace, name: name),
      at: APIPath.pod(namespace: namespace, name: name), kinds: ["Pod"]
    ) { try RemovedPod(json: $0) }
  }
}
