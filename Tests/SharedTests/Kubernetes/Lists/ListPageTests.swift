import Shared
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ListPageTests {
  static let lists = [
    "pods-list.json", "pods-list-protobuf.pb", "pods-list-accept-both.pb", "pods-metadata.json",
    "pods-metadata-protobuf.pb", "pods-metadata-accept-all.pb", "pods-not-terminal.json",
    "pods-page-1.json", "pods-page-2.json", "pods-empty.json", "pods-empty-protobuf.pb",
  ]
  /// Recorded at the same resource version.
  static let pairs = [
    ("pods-list.json", "pods-list-protobuf.pb"), ("pods-metadata.json", "pods-metadata-protobuf.pb"),
    ("pods-empty.json", "pods-empty-protobuf.pb"),
  ]

  @Test("Both encodings of a list give the same pods", arguments: pairs)
  func encodingsAgree(json: String, protobuf: String) throws {
    let fromJSON = try readPods(recorded: json)
    let fromProtobuf = try readPods(recorded: protobuf)
    #expect(fromJSON == fromProtobuf)
  }

  @Test("Any chunks of a list give the same pods", arguments: lists)
  func chunkSizesDoNotMatter(name: String) throws {
    let whole = try readPods(recorded: name)
    for size in [1, 2, 3, 7, 64, 16_384] {
      #expect(try readPods(recorded: name, chunk: size) == whole, "chunks of \(size)")
    }
  }

  @Test("A list that is cut anywhere is an error, and no item comes twice", arguments: lists)
  func cutListsAreRefused(name: String) throws {
    let body = trimmed(try recordedBytes(name))
    let whole = try readPods(recorded: name).pods
    var reader = PodListReader(ReplyEncoding(recorded: name))
    var pods: [Pod] = []
    for (length, byte) in body.enumerated() {
      let cut = reader
      #expect(throws: ReplyError.cut, "cut after \(length) bytes") { try cut.finish() }
      try withUnsafeBytes(of: byte) { try reader.receive($0) { pods.append($0) } }
      #expect(reader.count == pods.count)
    }
    #expect(pods == whole)
    #expect(throws: Never.self) { try reader.finish() }
  }

  @Test(
    "A list split anywhere in two gives each item once",
    arguments: ["pods-list-protobuf.pb", "pods-metadata-protobuf.pb", "pods-empty.json"])
  func everySplit(name: String) throws {
    try splitEverywhere(trimmed(try recordedBytes(name)), recorded: name)
  }

  @Test("A small list split anywhere in two gives each item once")
  func everySplitOfSmallLists() throws {
    try splitEverywhere(Array(ListFuzzTests.json.utf8), recorded: "small.json")
    try splitEverywhere(ListFuzzTests.protobuf, recorded: "small.pb")
  }

  private func splitEverywhere(_ body: [UInt8], recorded name: String) throws {
    let whole = try readItems(body, recorded: name)
    for split in 1..<body.count {
      let (items, metadata) = try readItems([body[..<split], body[split...]], recorded: name)
      #expect(items == whole.items, "split at \(split)")
      #expect(metadata == whole.metadata, "split at \(split)")
    }
  }

  @Test("A last page that promises more items is an error in both encodings")
  func lastPage() throws {
    for (count, token, isWhole) in [(5, "", false), (5, "more", true), (0, "", true), (-1, "", true)] {
      let json =
        #"{"kind":"PodList","metadata":{"continue":"\#(token)","remainingItemCount":\#(count)},"items":[]}"#
      let protobuf = protobufReply(
        "PodList", .message(1, .text(2, "7"), .text(3, token), .number(4, Int64(count))))
      for (body, encoding) in [(Array(json.utf8), ReplyEncoding.json), (protobuf, .protobuf)] {
        if isWhole {
          #expect(throws: Never.self) { try readPods(body, encoding) }
        } else {
          let problem =
            "metadata.remainingItemCount: \(count) more items, but no continue token to ask for them"
          #expect(throws: ReplyError.malformed(problem)) { try readPods(body, encoding) }
        }
      }
    }
  }

  @Test("After an error a list is never complete", arguments: [ReplyEncoding.json, .protobuf])
  func errorsStay(encoding: ReplyEncoding) throws {
    struct Stop: Error {}
    let body = encoding == .json ? Array(ListFuzzTests.json.utf8) : ListFuzzTests.protobuf
    var reader = PodListReader(encoding)
    var count = 0
    #expect(throws: Stop.self) {
      try body.withUnsafeBytes { bytes in
        try reader.receive(bytes) { _ in
          count += 1
          if count == 2 { throw Stop() }
        }
      }
    }
    #expect(throws: ReplyError.self) { try reader.finish() }

    let behind = encoding == .json ? Array("{}".utf8) : protobufReply("Status")
    reader = PodListReader(encoding)
    #expect(throws: ReplyError.self) {
      try (body + behind).withUnsafeBytes { try reader.receive($0) { _ in } }
    }
    #expect(throws: ReplyError.self) { try reader.finish() }
  }
}

/// Without trailing white space, because a list without it is still complete.
private func trimmed(_ body: [UInt8]) -> [UInt8] {
  Array(body.reversed().drop { $0 == 0x0a }.reversed())
}
