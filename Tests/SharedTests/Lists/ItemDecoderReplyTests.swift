import Shared
import Testing

struct ItemDecoderReplyTests {
  private func decode(_ body: [UInt8], _ encoding: ReplyEncoding) throws -> Pod {
    var decoder = PodDecoder(sampleKeys)
    return try body.withUnsafeBytes { try decoder.decode(reply: $0, encoding) }
  }

  private func decode(recorded name: String) throws -> Pod {
    try decode(recordedBytes(name), ReplyEncoding(recorded: name))
  }

  @Test("Both encodings of one pod give the same")
  func encodingsAgree() throws {
    let pod = try decode(recorded: "pod-live.json")
    #expect(try decode(recorded: "pod-live-protobuf.pb") == pod)
    #expect(pod.annotations["delete-at"] == "4102444800")
    #expect(pod.details?.containers.map(\.hasRun) == [true])
  }

  @Test("The answer to a DELETE is a pod on its way out")
  func deleted() throws {
    let pod = try decode(recorded: "delete-bound-again.json")
    #expect(pod.deletionTimestamp == RFC3339.seconds("2026-11-23T18:15:49Z"))
  }

  @Test(
    "A Status instead of the pod is thrown as what it is",
    arguments: ["pod-404.json", "pod-404-protobuf.pb", "pod-404-metadata-accept.json"])
  func status(name: String) {
    let status = Status(reason: "NotFound", code: 404, message: "pods \"nope\" not found")
    #expect(throws: ListError.status(status)) { try decode(recorded: name) }
  }

  @Test("Another kind is refused")
  func otherKind() throws {
    #expect(throws: ListError.unexpectedKind("Lease", expected: PodDecoder.kinds)) {
      try decode(recorded: "lease.json")
    }
    #expect(throws: ListError.unexpectedKind("Node", expected: PodDecoder.kinds)) {
      try decode(protobufReply("Node"), .protobuf)
    }
  }

  @Test("A reply that is cut anywhere is refused", arguments: ["pod-live.json", "pod-live-protobuf.pb"])
  func cut(name: String) throws {
    let body = try recordedBytes(name)
    // The last four bytes in protobuf are two empty fields, the last in JSON is a line break.
    for length in 0..<(body.count - 4) {
      #expect(throws: ListError.self, "cut after \(length) bytes") {
        try decode(Array(body[..<length]), ReplyEncoding(recorded: name))
      }
    }
  }
}
