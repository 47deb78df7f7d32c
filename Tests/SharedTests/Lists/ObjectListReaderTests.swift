import Shared
import Testing

struct ObjectListReaderTests {
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

  @Test("Both encodings of the same list give the same pods", arguments: pairs)
  func encodingsAgree(json: String, protobuf: String) throws {
    let fromJSON = try readPods(recorded: json)
    let fromProtobuf = try readPods(recorded: protobuf)
    #expect(fromJSON == fromProtobuf)
  }

  @Test("However a list is cut into chunks, the same pods come out", arguments: lists)
  func chunkSizesDoNotMatter(name: String) throws {
    let whole = try readPods(recorded: name)
    for size in [1, 2, 3, 7, 64, 16_384] {
      #expect(try readPods(recorded: name, chunk: size) == whole, "chunks of \(size)")
    }
  }

  @Test("A list that is cut anywhere is not taken for whole, nor an item handed on twice", arguments: lists)
  func cutListsAreRefused(name: String) throws {
    let body = trimmed(try recorded(name))
    let whole = try readPods(recorded: name).pods
    var reader = ObjectListReader(ReplyEncoding(recorded: name), decoder: PodDecoder(sampleKeys))
    var pods: [Pod] = []
    for (length, byte) in body.enumerated() {
      var cut = reader
      #expect(throws: ListError.cut, "cut after \(length) bytes") { try cut.finish() }
      try withUnsafeBytes(of: byte) { try reader.receive($0) { pods.append($0) } }
      #expect(reader.count == pods.count)
    }
    #expect(pods == whole)
    #expect(throws: Never.self) { try reader.finish() }
  }

  @Test(
    "Wherever a list is split in two, each item comes out once",
    arguments: ["pods-page-1.json", "pods-list-protobuf.pb", "pods-metadata-protobuf.pb", "pods-empty.json"])
  func everySplit(name: String) throws {
    let body = trimmed(try recorded(name))
    let whole = try readItems(body, recorded: name)
    for split in 1..<body.count {
      let (items, metadata) = try readItems([body[..<split], body[split...]], recorded: name)
      #expect(items == whole.items, "split at \(split)")
      #expect(metadata == whole.metadata, "split at \(split)")
    }
  }
}

/// Without the white space at the end, which nobody would miss.
private func trimmed(_ body: [UInt8]) -> [UInt8] {
  Array(body.reversed().drop { $0 == 0x0a }.reversed())
}
