import Testing

@testable import Shared

@Suite(.timeLimit(.minutes(15)))
struct ProtobufListReaderTests {
  private static let metadata = ProtobufBytes.message(1, .text(1, ""), .text(2, "7"), .text(3, ""))
  private static let item = ProtobufBytes.text(2, "item")

  private func read(_ body: [UInt8], chunk: Int = 1 << 20, limits: ListLimits = ListLimits()) throws
    -> ReadItems
  {
    try readItems(chunks(body, of: chunk), ProtobufListReader(expecting: podLists, limits: limits))
  }

  private func error(_ body: [UInt8], limits: ListLimits = ListLimits()) -> ReplyError? {
    #expect(throws: ReplyError.self) { _ = try read(body, limits: limits) }
  }

  @Test(
    "Items and metadata are read in any order, and unknown fields are skipped", arguments: [1, 2, 5, 1000])
  func anyOrder(chunk: Int) throws {
    let body = protobufReply(
      "PodList", Self.item, .number(9, -1), .text(2, ""), .text(99, "unknown"),
      .message(1, .text(2, "7"), .text(3, "more"), .number(4, 12)), Self.item)
    let (items, metadata) = try read(body, chunk: chunk)
    #expect(items == [Array("item".utf8), [], Array("item".utf8)])
    var expected = ListMetadata(kind: "PodList")
    expected.resourceVersion = "7"
    expected.continueToken = "more"
    expected.remainingItemCount = 12
    #expect(metadata == expected)
  }

  @Test("An empty continue token means no more pages")
  func emptyContinue() throws {
    #expect(try read(protobufReply("PodList", Self.metadata)).metadata.continueToken == nil)
  }

  @Test("A list without any field is an empty list")
  func nothing() throws {
    #expect(try read(protobufReply("PodList")).items.isEmpty)
  }

  @Test("An unknown field may be longer than the memory limit", arguments: [3, 4096])
  func longUnknownField(chunk: Int) throws {
    var limits = ListLimits()
    limits.item = 64
    limits.other = 64
    let long = [UInt8](repeating: 0x0a, count: 20_000)
    let body = protobufReply("PodList", Self.metadata, Self.item, .bytes(12, long), Self.item)
    #expect(try read(body, chunk: chunk, limits: limits).items.count == 2)
  }

  @Test("An item or metadata over the limit is an error as soon as its length is known")
  func tooLarge() {
    var limits = ListLimits()
    limits.item = 10
    limits.other = 20
    let start = protobufReply("PodList", .bytes(2, [UInt8](repeating: 0, count: 11)))
    #expect(error(Array(start.dropLast(14)), limits: limits) == .tooLarge("an item", limit: 10))
    let metadata = protobufReply("PodList", .bytes(1, [UInt8](repeating: 0, count: 21)))
    #expect(error(metadata, limits: limits) == .tooLarge("its metadata", limit: 20))
    let kind = protobufReply(String(repeating: "k", count: 21))
    #expect(error(kind, limits: limits) == .tooLarge("the envelope", limit: 20))
  }

  @Test("A length of terabytes allocates no memory")
  func hugeLengths() {
    let start = Array("k8s\0".utf8) + ProtobufBytes.message(1, .text(2, "PodList")).bytes
    let raw = start + [0x12] + ProtobufBytes.varint(1 << 46)
    #expect(error(raw) == .cut)
    #expect(error(raw + [0x12] + ProtobufBytes.varint(1 << 45)) == .tooLarge("an item", limit: 16 << 20))
    #expect(error(raw + [0x1a] + ProtobufBytes.varint(1 << 45)) == .cut)
    #expect(
      error(start + [0x12] + ProtobufBytes.varint(.max)) == .malformed("not protobuf: a number is too large"))
  }

  @Test("A field that reaches beyond the end of the list is an error")
  func beyondTheEnd() {
    let truncated = ReplyError.malformed("not protobuf: a field extends past the end")
    #expect(error(protobufReply("PodList", Self.item, ProtobufBytes([0x12, 0x05, 0x61]))) == truncated)
    #expect(error(protobufReply("PodList", Self.item, ProtobufBytes([0x12, 0x80]))) == truncated)
    #expect(error(protobufReply("PodList", Self.item, ProtobufBytes([0x5a, 0x02, 0x61]))) == truncated)
  }

  @Test(
    "A body that is not Kubernetes protobuf is an error",
    arguments: ["k8x", "{\"kind\":\"PodList\"}", "<html>"])
  func foreignBytes(text: String) {
    #expect(error(Array(text.utf8)) == .malformed("not Kubernetes' protobuf"))
  }

  @Test("Bytes after the envelope are an error")
  func trailing() {
    let list = protobufReply("PodList", Self.metadata, Self.item)
    for behind in [protobufReply("Status", .text(3, "no")), Array(#"{"kind":"Status"}"#.utf8)] {
      #expect(error(list + behind) == .malformed("not protobuf: wire type 3"))
    }
    let again = ProtobufBytes.message(2, Self.item).bytes
    #expect(error(list + again) == .malformed("field 2 of the envelope appears twice"))
    #expect(error(list + [0]) == .malformed("not protobuf: a field number is out of range"))
  }

  @Test("An envelope that lacks a field counts as truncated")
  func incompleteEnvelope() {
    let meta = ProtobufBytes.message(1, .text(2, "PodList"))
    let raw = ProtobufBytes.message(2, Self.metadata)
    for envelope in [[meta], [meta, raw], [meta, raw, .text(3, "")], [meta, .text(3, ""), .text(4, "")]] {
      #expect(error(protobufReply(ProtobufBytes(envelope.flatMap(\.bytes)))) == .cut)
    }
    #expect(error([]) == .cut)
  }

  @Test("A kind that is unexpected or comes after the items is an error")
  func kinds() {
    let late: ProtobufBytes = [
      .message(2, Self.item), .message(1, .text(2, "PodList")), .text(3, ""), .text(4, ""),
    ]
    #expect(error(protobufReply(late)) == .malformed("its kind does not come before its items"))
    #expect(error(protobufReply("NodeList", Self.item)) == .unexpectedKind("NodeList", expected: podLists))
    #expect(error(protobufReply("Pod", Self.item)) == .unexpectedKind("Pod", expected: podLists))
  }

  @Test("Contents with their own encoding are an error")
  func contentEncoding() {
    let encoded: ProtobufBytes = [
      .message(1, .text(2, "PodList")), .message(2, Self.item), .text(3, "gzip"), .text(4, ""),
    ]
    #expect(error(protobufReply(encoded)) == .malformed("its content encoding is unknown"))
  }

  @Test("Duplicate metadata and known fields of another type are errors")
  func misfits() {
    #expect(
      error(protobufReply("PodList", Self.metadata, Self.metadata)) == .malformed("it has two metadata"))
    let mismatch = ReplyError.malformed("protobuf field 2 has the wrong type")
    #expect(error(protobufReply("PodList", .number(2, 1))) == mismatch)
    #expect(error(protobufReply("PodList", .message(1, .number(2, 1)))) == mismatch)
    #expect(error(protobufReply([.message(1, .text(2, "PodList")), .number(2, 1)])) == mismatch)
  }

  @Test("A Status instead of a list is thrown as a status error", arguments: [1, 1000])
  func status(chunk: Int) {
    let body = protobufReply(
      "Status", .text(2, "Failure"), .text(3, "gone"), .text(4, "Expired"), .number(6, 410))
    let expected = ReplyError.status(Status(reason: "Expired", code: 410, message: "gone"))
    #expect(throws: expected) { try read(body, chunk: chunk) }
  }

  @Test("Errors of the item handler are passed on")
  func takerThrows() {
    struct Stop: Error {}
    var reader = ProtobufListReader(expecting: podLists)
    #expect(throws: Stop.self) {
      try protobufReply("PodList", Self.item).withUnsafeBytes { try reader.receive($0) { _ in throw Stop() } }
    }
  }
}
