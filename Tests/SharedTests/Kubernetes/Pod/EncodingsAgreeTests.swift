import TestSupport
import Testing

@testable import Shared

/// Objects of a real server, recorded in both encodings.
@Suite(.timeLimit(.minutes(15)))
struct EncodingsAgreeTests {
  private func read<Decoder: ItemDecoder>(_ name: String, _ decoder: Decoder) throws -> [Decoder.Object] {
    var decoder = decoder
    let kinds = Decoder.kinds.map { $0 + "List" }
    let body = try recordedBytes(name)
    switch ReplyEncoding(recorded: name) {
    case .json:
      return try readItems([body[...]], JSONListReader(expecting: kinds)).items.map {
        try decoder.decode(json: JSONCursor(JSONValue(parsing: $0)))
      }
    case .protobuf:
      return try readItems([body[...]], ProtobufListReader(expecting: kinds)).items.map {
        try $0.withUnsafeBytes { try decoder.decode(protobuf: $0) }
      }
    }
  }

  @Test("Recorded pods have the same requests in both encodings", arguments: Accounting.allCases)
  func pods(accounting: Accounting) throws {
    let decoder = CapacityPodDecoder(accounting, wanted: .only(["ephemeral-storage"]))
    let json = try read("pods-list.json", decoder)
    #expect(json == (try read("pods-list-protobuf.pb", decoder)))
    #expect(json.map(\.name) == RecordedListTests.names)
    #expect(json.contains { $0.requests.cpu > .zero })
    #expect(json.allSatisfy { $0.unreadable == nil && $0.creationTimestamp != nil })
    #expect(json.contains { $0.nodeName == "node-a" } && json.contains { $0.phase == .ended })
  }

  @Test("Recorded pods have the same life in both encodings")
  func lives() throws {
    let wanted = MetadataFilter(annotations: ["delete-at"], labels: ["app", "generation"])
    let decoder = CapacityPodDecoder(.scheduler, life: PodLife.Reader(wanted))
    let json = try read("pods-list.json", decoder).map(\.life)
    #expect(json == (try read("pods-list-protobuf.pb", decoder).map(\.life)))
    #expect(json.allSatisfy { $0?.uid.utf8.count == 36 })
    #expect(json.contains { $0?.scheduled != nil } && json.contains { $0?.hasRun == true })
  }

  @Test("Recorded nodes are the same in both encodings")
  func nodes() throws {
    let decoder = NodeDecoder(labels: ["kubernetes.io/hostname"], wanted: .only(["pods"]))
    let json = try read("nodes-list.json", decoder)
    #expect(json == (try read("nodes-list-protobuf.pb", decoder)))
    #expect(json.map(\.name) == ["node-a", "node-b"])
    #expect(json.map(\.isUnschedulable) == [false, true])
    let first = try #require(json.first)
    #expect(first.isReady == true && first.notReadySince == nil && !first.isTerminating)
    #expect(first.taints == [Taint(key: "node.kubernetes.io/not-ready", effect: "NoSchedule")])
    #expect(first.labels == ["kubernetes.io/hostname": "node-a"])
    #expect(first.capacity.cpu == Quantity(8) && first.allocatable.cpu == Quantity(milli: 7910))
    #expect(
      first.capacity.memory == Quantity(32_946_668 << 10) && first.allocatable.memory == Quantity(30 << 30))
    #expect(first.allocatable.others == ["pods": Quantity(110)])
  }

  @Test(
    "A negative resource of a node is reported in both encodings",
    arguments: [(1, "capacity", "cpu"), (2, "allocatable", "memory"), (2, "allocatable", "pods")]
      as [(UInt64, String, String)])
  func negative(field: UInt64, list: String, resource: String) throws {
    let json = """
      {"metadata":{"name":"n"},"status":{"\(list)":{"\(resource)":"-7"}}}
      """
    let protobuf: ProtobufBytes = [
      .message(1, .text(1, "n")), .message(3, Self.quantity(field, resource, "-7")),
    ]
    var decoder = NodeDecoder(wanted: .only(["pods"]))
    let node = try decoder.decode(json: JSONCursor(JSONValue(parsing: json)))
    #expect(node.unreadable == "status.\(list).\(resource): '-7' is negative")
    #expect(try protobuf.bytes.withUnsafeBytes { try decoder.decode(protobuf: $0) } == node)
  }

  private static func decode(
    _ bytes: ProtobufBytes, _ accounting: Accounting, _ version: AccountingVersion
  ) throws -> CapacityPod {
    var decoder = CapacityPodDecoder(accounting, version, wanted: .only(["gpu"]), readsHostPorts: true)
    return try bytes.bytes.withUnsafeBytes { try decoder.decode(protobuf: $0) }
  }

  private static func quantity(_ field: UInt64, _ name: String, _ text: String) -> ProtobufBytes {
    .message(field, .text(1, name), .message(2, .text(1, text)))
  }

  /// A pod with all fields that count: status before spec, sidecar, init container, pod-level requests.
  private static let everything: (json: String, protobuf: ProtobufBytes) = (
    """
    {"metadata":{"name":"p","namespace":"n","creationTimestamp":"1970-01-01T00:00:09Z",
    "deletionTimestamp":"1970-01-01T00:01:00Z"},
    "status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"SchedulingGated"},
    {"type":"PodResizePending","status":"True","reason":"Deferred"},{"type":"PodResizePending","reason":"Infeasible"}],
    "containerStatuses":[{"name":"a","allocatedResources":{"cpu":"3"},"resources":{"requests":{"cpu":"1500m"}}}],
    "initContainerStatuses":[{"name":"s","resources":{"requests":{"cpu":"7"}}}],
    "allocatedResources":{"memory":"3Gi"},"resources":{"requests":{"memory":"2Gi"}}},
    "spec":{"containers":[{"name":"a","resources":{"limits":{"cpu":"99"},"requests":{"cpu":"2","memory":"1Gi","gpu":"1"}}},
    {"name":"b"}],"initContainers":[{"name":"s","restartPolicy":"Always","resources":{"requests":{"cpu":"1"}}},
    {"name":"i","resources":{"requests":{"cpu":"4","gpu":"3"}}}],"overhead":{"cpu":"250m","disk":"1x"},
    "resources":{"requests":{"memory":"1Gi","gpu":"9"}}}}
    """,
    [
      .message(
        1, .text(1, "p"), .text(3, "n"), .message(8, .number(1, 9)), .message(9, .number(1, 60))),
      .message(
        3, .text(1, "Pending"),
        .message(2, .text(1, "PodScheduled"), .text(2, "False"), .text(5, "SchedulingGated")),
        .message(2, .text(1, "PodResizePending"), .text(2, "True"), .text(5, "Deferred")),
        .message(2, .text(1, "PodResizePending"), .text(5, "Infeasible")),
        .message(8, .text(1, "a"), quantity(10, "cpu", "3"), .message(11, quantity(2, "cpu", "1500m"))),
        .message(10, .text(1, "s"), .message(11, quantity(2, "cpu", "7"))),
        quantity(19, "memory", "3Gi"), .message(20, quantity(2, "memory", "2Gi"))),
      .message(
        2,
        .message(
          2, .text(1, "a"),
          .message(
            8, quantity(1, "cpu", "99"), quantity(2, "cpu", "2"), quantity(2, "memory", "1Gi"),
            quantity(2, "gpu", "1"))),
        .message(2, .text(1, "b")),
        .message(20, .text(1, "s"), .message(8, quantity(2, "cpu", "1")), .text(24, "Always")),
        .message(20, .text(1, "i"), .message(8, quantity(2, "cpu", "4"), quantity(2, "gpu", "3"))),
        quantity(32, "cpu", "250m"), quantity(32, "disk", "1x"),
        .message(40, quantity(2, "memory", "1Gi"), quantity(2, "gpu", "9"))),
    ]
  )

  @Test(
    "A pod with all fields that count is the same in both encodings",
    arguments: [
      (Accounting.scheduler, .v1_36, 11_250, 3 << 30), (.scheduler, .v1_37, 5250, 3 << 30),
      (.kubectl, .v1_37, 5250, 1 << 30), (.golangBuild, .v1_36, 2000, 1 << 30),
    ] as [(Accounting, AccountingVersion, Int64, Int64)])
  func everything(accounting: Accounting, version: AccountingVersion, milli: Int64, bytes: Int64) throws {
    let pod = try Self.decode(Self.everything.protobuf, accounting, version)
    #expect(try CapacityPodTests.decode(Self.everything.json, accounting, version, others: ["gpu"]) == pod)
    #expect(pod.requests.cpu.milli == milli)
    #expect(pod.requests.memory.value == bytes)
    #expect(pod.requests.others["gpu"] == Quantity(accounting == .golangBuild ? 1 : 3))
    #expect(pod.scheduling == .gated && pod.phase == .pending && pod.isTerminating)
    #expect(pod.unreadable == nil)
  }

  /// Claims in the forms of 1.36 (a map) and of 1.37 (mapping and overhead), a node that is reserved, and ports.
  private static let placed: (json: String, protobuf: ProtobufBytes) = (
    """
    {"metadata":{"name":"p"},"spec":{"containers":[{"name":"a","resources":{"requests":{"cpu":"1"}},"ports":[
    {"containerPort":80},{"containerPort":80,"hostPort":8080},
    {"containerPort":53,"hostPort":53,"protocol":"UDP","hostIP":"127.0.0.1"}]}],"initContainers":[
    {"name":"i","ports":[{"containerPort":1,"hostPort":1}]},
    {"name":"s","restartPolicy":"Always","ports":[{"containerPort":2,"hostPort":2}]}]},
    "status":{"phase":"Pending","nominatedNodeName":"node-a","nodeAllocatableResourceClaimStatuses":[
    {"resourceClaimName":"c","containers":["a","s"],"resources":{"cpu":"500m"},
    "mapping":[{"name":"memory","quantity":"1Gi"}],
    "overhead":[{"name":"cpu","perPod":"100m","perContainer":"50m"},{"name":"memory","perContainer":"1Mi"}]}]}}
    """,
    [
      .message(1, .text(1, "p")),
      .message(
        2,
        .message(
          2, .text(1, "a"), .message(8, quantity(2, "cpu", "1")), .message(6, .number(3, 80)),
          .message(6, .number(3, 80), .number(2, 8080)),
          .message(6, .number(2, 53), .number(3, 53), .text(4, "UDP"), .text(5, "127.0.0.1"))),
        .message(20, .text(1, "i"), .message(6, .number(2, 1))),
        .message(20, .text(1, "s"), .text(24, "Always"), .message(6, .number(2, 2)))),
      .message(
        3, .text(1, "Pending"), .text(11, "node-a"),
        .message(
          21, .text(1, "c"), .text(2, "a"), .text(2, "s"), quantity(3, "cpu", "500m"),
          quantity(4, "memory", "1Gi"),
          .message(
            5, .text(1, "cpu"), .message(2, .text(1, "100m")), .message(3, .text(1, "50m"))),
          .message(5, .text(1, "memory"), .message(3, .text(1, "1Mi"))))),
    ]
  )

  @Test(
    "Claims, the nominated node and host ports are the same in both encodings",
    arguments: AccountingVersion.allCases)
  func placed(version: AccountingVersion) throws {
    let pod = try Self.decode(Self.placed.protobuf, .scheduler, version)
    var decoder = CapacityPodDecoder(.scheduler, version, readsHostPorts: true)
    #expect(try decoder.decode(json: JSONCursor(JSONValue(parsing: Self.placed.json))) == pod)
    // 1 + 0.5 + 0.1 + 2 * 0.05; 1Gi + 2 * 1Mi.
    #expect(pod.requests.cpu.milli == 1700)
    #expect(pod.requests.memory.value == (1 << 30) + (2 << 20))
    #expect(pod.nominatedNodeName == "node-a" && pod.nodeName == nil)
    #expect(
      pod.hostPorts == [
        HostPort(8080), HostPort(53, transport: "UDP", address: "127.0.0.1"), HostPort(2),
      ])
    #expect(try Self.decode(Self.placed.protobuf, .kubectl, version).requests.cpu.milli == 1000)
  }
}
