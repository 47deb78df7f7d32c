import Shared
import Testing

import struct SimulatedCloud.SeededGenerator

@Suite(.timeLimit(.minutes(15)))
struct ListFuzzTests {
  /// A small list with most things that occur in lists.
  static let json = """
    {"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"7","continue":"c"},"items":[\
    {"metadata":{"name":"a","namespace":"n","uid":"u","resourceVersion":"1","creationTimestamp":null,\
    "annotations":{"delete-at":"\\"}é\\\\"}},"status":{"phase":"Pending","containerStatuses":[{"state":{}}]}},\
    {"metadata":{"name":"b","uid":"v","resourceVersion":"2","labels":{"generation":"[{"},"ownerReferences":\
    [{"controller":true,"kind":"Job","name":"j"}]},"spec":{"nodeName":"x"}}]}
    """

  static let protobuf: [UInt8] = protobufReply(
    "PodList", .message(1, .text(1, ""), .text(2, "7"), .text(3, "c")),
    .message(
      2,
      .message(
        1, .text(1, "a"), .text(3, "n"), .text(5, "u"), .text(6, "1"), .message(8, .number(1, 5)),
        .entry(12, "delete-at", "1")),
      .message(2, .text(10, "x")),
      .message(3, .text(1, "Pending"), .message(8, .message(2, .message(1, .text(1, "r"))), .number(5, -1)))),
    .message(
      2,
      .message(
        1, .text(1, "b"), .text(5, "v"), .text(6, "2"), .entry(11, "generation", "g"),
        .message(13, .text(1, "Job"), .text(3, "j"), .number(6, 1)))),
    .text(7, "unknown"))

  @Test("A damaged list reads the same in any chunks, and no byte is in two items", arguments: 0..<20)
  func damagedLists(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let recordedJSON = Array(try recordedBytes("pods-page-1.json").prefix(3000))
    for round in 0..<500 {
      let json = round % 50 == 0 ? recordedJSON : Array(Self.json.utf8)
      try compare(damaged(json, &random), .json, &random)
      let protobuf = round % 50 == 0 ? try recordedBytes("pods-list-protobuf.pb") : Self.protobuf
      try compare(damaged(protobuf, &random), .protobuf, &random)
    }
  }

  private func compare(_ body: [UInt8], _ encoding: ReplyEncoding, _ random: inout SeededGenerator) throws {
    let whole = Outcome([body[...]], encoding)
    let pieces = Outcome(chunks(body, of: Int.random(in: 1...40, using: &random)), encoding)
    // Faster than #expect, which costs more than the comparison.
    if whole != pieces || whole.itemBytes > body.count { Issue.record("\(encoding): \(body)") }
    decodePods(body, encoding)
  }

  /// Decodes damaged bytes, which may fail but must not trap.
  private func decodePods(_ body: [UInt8], _ encoding: ReplyEncoding) {
    _ = try? readPods(body, encoding)
    body.withUnsafeBytes { bytes in
      var decoder = PodDecoder(sampleKeys)
      _ = try? decoder.decode(protobuf: bytes)
      _ = Status(body: bytes, contentType: "application/vnd.kubernetes.protobuf")
    }
  }

  private func damaged(_ body: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var body = body
    for _ in 0..<Int.random(in: 1...4, using: &random) where !body.isEmpty {
      let place = Int.random(in: 0..<body.count, using: &random)
      let end = min(body.count, place + Int.random(in: 1...12, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: body[place] = UInt8.random(in: .min ... .max, using: &random)
      case 1: body[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2:
        body.insert(contentsOf: "\"\\{}[],:\u{0}\u{7f}".utf8.shuffled(using: &random).prefix(2), at: place)
      case 3: body.removeSubrange(place..<end)
      case 4: body.insert(contentsOf: body[place..<end], at: Int.random(in: 0...body.count, using: &random))
      default: body.removeSubrange(place...)
      }
    }
    return body
  }
}

/// Everything that a list reader made of a body.
private struct Outcome: Equatable {
  var items: [[UInt8]] = []
  var metadata: ListMetadata?
  var error: String?

  var itemBytes: Int { items.reduce(0) { $0 + $1.count } }

  init(_ chunks: [ArraySlice<UInt8>], _ encoding: ReplyEncoding) {
    do {
      switch encoding {
      case .json: try read(chunks, JSONListReader(expecting: podLists))
      case .protobuf: try read(chunks, ProtobufListReader(expecting: podLists))
      }
    } catch { self.error = "\(error)" }
  }

  private mutating func read(_ chunks: [ArraySlice<UInt8>], _ reader: some ListReader) throws {
    var reader = reader
    for bytes in chunks {
      try bytes.withUnsafeBytes { try reader.receive($0) { items.append(Array($0)) } }
    }
    metadata = try reader.finish()
  }
}
