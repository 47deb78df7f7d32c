import Testing

@testable import Shared

@Suite(.timeLimit(.minutes(15)))
struct PodDecoderTests {
  private static let identity = #""name":"p","namespace":"n","uid":"u","resourceVersion":"1""#
  private static let identityProtobuf: ProtobufBytes = [
    .text(1, "p"), .text(3, "n"), .text(5, "u"), .text(6, "1"),
  ]

  /// Reads a pod in both encodings and expects the same result.
  private func pod(
    _ json: String, _ protobuf: ProtobufBytes, wanted: MetadataFilter = sampleKeys
  ) throws -> Pod {
    var decoder = PodDecoder(wanted)
    let pod = try decoder.decode(json: JSONCursor(JSONValue(parsing: json)))
    #expect(try protobuf.bytes.withUnsafeBytes { try decoder.decode(protobuf: $0) } == pod)
    return pod
  }

  private func pod(
    metadata json: String, _ protobuf: ProtobufBytes, wanted: MetadataFilter = sampleKeys
  ) throws -> Pod {
    try pod(
      #"{"metadata":{\#(Self.identity),\#(json)}}"#, .message(1, Self.identityProtobuf, protobuf),
      wanted: wanted)
  }

  private func details(status json: String, _ protobuf: ProtobufBytes) throws -> PodDetails {
    let pod = try pod(
      #"{"metadata":{\#(Self.identity)},"status":{\#(json)}}"#,
      [.message(1, Self.identityProtobuf), .message(3, protobuf)])
    return try #require(pod.details)
  }

  @Test("Only selected annotations and labels are kept, in any order")
  func metadataFilter() throws {
    let wanted = MetadataFilter(annotations: ["b", "a", "missing"], labels: ["c", "ä"])
    let read = try pod(
      metadata: #""annotations":{"a":"1","aa":"2","b":"","c":"3"},"labels":{"a":"4","c":"5","ä":"6"}"#,
      [
        .entry(12, "b", ""), .entry(12, "aa", "2"), .entry(12, "a", "1"), .entry(12, "c", "3"),
        .entry(11, "ä", "6"), .entry(11, "c", "5"), .entry(11, "a", "4"),
      ], wanted: wanted)
    #expect(read.annotations == ["a": "1", "b": ""])
    #expect(read.labels == ["c": "5", "ä": "6"])
    #expect(read.annotations["b"] == "")
    #expect(read.annotations["c"] == nil)
    #expect(read.annotations["missing"] == nil)
  }

  @Test("A map entry may lack its value, and of duplicates the last wins, as in Go")
  func oddEntries() throws {
    var decoder = PodDecoder(MetadataFilter(annotations: ["a", "b", ""]))
    let item = ProtobufBytes.message(
      1, Self.identityProtobuf, .entry(12, "a", "1"), .message(12, .text(2, "2"), .text(1, "a")),
      .message(12, .text(1, "b")), .message(12))
    let pod = try item.bytes.withUnsafeBytes { try decoder.decode(protobuf: $0) }
    #expect(pod.annotations == ["": "", "a": "2", "b": ""])
  }

  @Test("Without selected keys no annotation or label is kept")
  func nothingWanted() throws {
    let read = try pod(
      metadata: #""annotations":{"a":"1"},"labels":{"a":"1"}"#, [.entry(12, "a", "1"), .entry(11, "a", "1")],
      wanted: MetadataFilter())
    #expect(read.annotations.isEmpty && read.labels.isEmpty)
  }

  @Test("Times are seconds since 1970; Go's zero time, null and absence mean no time")
  func times() throws {
    let set = try pod(
      metadata: #""creationTimestamp":"2026-11-23T18:15:19Z","deletionTimestamp":"1969-12-31T23:59:59Z""#,
      [.message(8, .number(1, 1_795_457_719), .number(2, 0)), .message(9, .number(1, -1))])
    #expect(set.creationTimestamp == 1_795_457_719)
    #expect(set.deletionTimestamp == -1)
    let zero = try pod(metadata: #""creationTimestamp":null"#, .message(8))
    #expect(zero.creationTimestamp == nil)
    #expect(zero.deletionTimestamp == nil)
    let epoch = try pod(metadata: #""creationTimestamp":"1970-01-01T00:00:00Z""#, .message(8, .number(2, 0)))
    #expect(epoch.creationTimestamp == 0)
  }

  @Test("Of several owners, only the controller is kept")
  func owners() throws {
    let owned = try pod(
      metadata: """
        "ownerReferences":[{"kind":"A","name":"a","controller":false},\
        {"kind":"Job","name":"j","controller":true},{"kind":"C","name":"c"}]
        """,
      [
        .message(13, .text(1, "A"), .text(3, "a"), .number(6, 0)),
        .message(13, .text(1, "Job"), .text(3, "j"), .number(6, 1)),
        .message(13, .text(1, "C"), .text(3, "c")),
      ])
    #expect(owned.controller == OwnerReference(kind: "Job", name: "j"))
    let free = try pod(
      metadata: #""ownerReferences":[{"kind":"C","name":"c"}]"#, .message(13, .text(1, "C"), .text(3, "c")))
    #expect(free.controller == nil)
  }

  @Test("A pod records whether it has finalizers")
  func finalizers() throws {
    #expect(try pod(metadata: #""finalizers":["x"]"#, .text(14, "x")).hasFinalizers)
    #expect(try !pod(metadata: #""finalizers":[]"#, []).hasFinalizers)
    #expect(try !pod(metadata: #""finalizers":null"#, []).hasFinalizers)
  }

  @Test("A pod with only metadata has no details")
  func metadataOnly() throws {
    #expect(try pod(metadata: #""labels":{}"#, []).details == nil)
  }

  @Test("The spec is read")
  func spec() throws {
    let gated = try pod(
      #"{"metadata":{\#(Self.identity)},"spec":{"nodeName":"x","schedulingGates":[{"name":"g"}]}}"#,
      [.message(1, Self.identityProtobuf), .message(2, .text(10, "x"), .message(38, .text(1, "g")))])
    #expect(gated.details?.nodeName == "x")
    #expect(gated.details?.hasSchedulingGates == true)
    let unbound = try pod(
      #"{"metadata":{\#(Self.identity)},"spec":{"nodeName":""}}"#,
      [.message(1, Self.identityProtobuf), .message(2, .text(10, ""))])
    #expect(unbound.details == PodDetails())
  }

  @Test("Conditions are read")
  func conditions() throws {
    let details = try details(
      status: """
        "phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable",\
        "lastProbeTime":null,"lastTransitionTime":"1970-01-01T00:01:40Z"},{"type":"Ready","status":"True"}]
        """,
      [
        .text(1, "Pending"),
        .message(
          2, .text(1, "PodScheduled"), .text(2, "False"), .message(3), .message(4, .number(1, 100)),
          .text(5, "Unschedulable"), .text(6, "0/2 nodes")),
        .message(2, .text(1, "Ready"), .text(2, "True"), .message(3), .message(4), .text(5, "")),
      ])
    #expect(details.phase == .pending)
    #expect(details.conditions.map(\.type) == ["PodScheduled", "Ready"])
    #expect(details.conditions.map(\.reason) == ["Unschedulable", ""])
    #expect(details.conditions.map(\.lastTransitionTime) == [100, nil])
  }

  static let containers: [(String, ProtobufBytes, reason: String?, hasRun: Bool, finishedAt: Int64?)] = [
    (
      #""state":{"waiting":{"reason":"ImagePullBackOff","message":"m"}}"#,
      .message(2, .message(1, .text(1, "ImagePullBackOff"), .text(2, "m"))), "ImagePullBackOff", false, nil
    ),
    (
      #""state":{"waiting":{}},"restartCount":0"#, [.message(2, .message(1, .text(1, ""))), .number(5, 0)],
      nil, false, nil
    ),
    (
      #""state":{"waiting":{"reason":"CrashLoopBackOff"}},"restartCount":3"#,
      [.message(2, .message(1, .text(1, "CrashLoopBackOff"))), .number(5, 3)], "CrashLoopBackOff", true, nil
    ),
    (
      #""state":{"waiting":{"reason":"X"}},"lastState":{"terminated":{"finishedAt":"1970-01-01T00:00:09Z"}}"#,
      [.message(2, .message(1, .text(1, "X"))), .message(3, .message(3, .message(6, .number(1, 9))))],
      "X", true, nil
    ),
    (
      #""state":{"running":{"startedAt":"1970-01-01T00:00:09Z"}},"lastState":{}"#,
      [.message(2, .message(2, .message(1, .number(1, 9)))), .message(3)], nil, true, nil
    ),
    (#""state":{"running":{}}"#, .message(2, .message(2)), nil, true, nil),
    (
      #""state":{"terminated":{"exitCode":-1,"finishedAt":"1970-01-01T00:00:09Z"}}"#,
      .message(2, .message(3, .number(1, -1), .message(6, .number(1, 9)))), nil, true, 9
    ),
    (#""state":{"terminated":{"finishedAt":null}}"#, .message(2, .message(3, .message(6))), nil, true, nil),
    (#""name":"c""#, .text(1, "c"), nil, false, nil),
  ]

  @Test("A container's state tells whether it has run and when it finished", arguments: containers.indices)
  func containerStates(index: Int) throws {
    let sample = Self.containers[index]
    let details = try details(
      status: #""containerStatuses":[{\#(sample.0)}],"initContainerStatuses":[{\#(sample.0)}]"#,
      [.bytes(8, sample.1.bytes), .bytes(10, sample.1.bytes)])
    var expected = ContainerSummary()
    expected.waitingReason = sample.reason
    expected.hasRun = sample.hasRun
    expected.finishedAt = sample.finishedAt
    #expect(details.containers == [expected, expected])
  }

  @Test("Pods keep their own namespaces when these alternate")
  func namespaces() throws {
    var decoder = PodDecoder(MetadataFilter())
    let names = ["a", "a", "b", "", "b", "bb", "a"]
    let read = try names.map { name in
      try ProtobufBytes.message(1, .text(1, "p"), .text(3, name), .text(5, "u"), .text(6, "1")).bytes
        .withUnsafeBytes { try decoder.decode(protobuf: $0).namespace }
    }
    #expect(read == names)
  }

  @Test("Invalid UTF-8 in protobuf is repaired")
  func invalidText() throws {
    var decoder = PodDecoder(MetadataFilter(annotations: ["a"]))
    let item = ProtobufBytes.message(
      1, Self.identityProtobuf, .bytes(3, [0xff]), .message(12, .text(1, "a"), .bytes(2, [0xc3, 0x28])))
    let pod = try item.bytes.withUnsafeBytes { try decoder.decode(protobuf: $0) }
    #expect(pod.namespace == "\u{FFFD}")
    #expect(pod.annotations["a"] == "\u{FFFD}(")
  }
}
