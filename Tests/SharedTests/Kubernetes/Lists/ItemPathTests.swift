import Shared
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ItemPathTests {
  static let good = #"{"metadata":{"name":"a","uid":"u","resourceVersion":"1"}}"#

  static let bad: [(String, String)] = [
    (
      #"{"metadata":{"name":"a","uid":7,"resourceVersion":"1"}}"#,
      "items[3].metadata.uid: expected a string, found a number"
    ),
    (
      #"{"metadata":{"name":"a","resourceVersion":"1"}}"#,
      "items[3].metadata.uid: expected a string, but there is none"
    ),
    (#"{"metadata":{"name":"","uid":"u","resourceVersion":"1"}}"#, "items[3].metadata.name: it is empty"),
    (
      #"{"metadata":{"name":"..","uid":"u","resourceVersion":"1"}}"#,
      "items[3].metadata.name: no object can have such a name"
    ),
    (
      #"{"kind":"Secret","metadata":{"name":"a","uid":"u","resourceVersion":"1"}}"#,
      "items[3].kind: it is 'Secret' instead of Pod or PartialObjectMetadata"
    ),
    (
      #"{"kind":7,"metadata":{"name":"a","uid":"u","resourceVersion":"1"}}"#,
      "items[3].kind: expected a string, found a number"
    ),
    (
      #"{"metadata":{"name":"a","uid":"u","resourceVersion":""}}"#,
      "items[3].metadata.resourceVersion: it is empty"
    ),
    (#"{"metadata":[]}"#, "items[3].metadata: expected an object, found an array"),
    (
      #"{"metadata":{"name":"a","uid":"u","resourceVersion":"1","creationTimestamp":"yesterday"}}"#,
      "items[3].metadata.creationTimestamp: expected an RFC 3339 time"
    ),
    (
      #"{"metadata":{"name":"a","uid":"u","resourceVersion":"1","annotations":{"delete-at":5}}}"#,
      "items[3].metadata.annotations.delete-at: expected a string, found a number"
    ),
    (
      #"{"metadata":{"name":"a","uid":"u","resourceVersion":"1","ownerReferences":[{},{"controller":1}]}}"#,
      "items[3].metadata.ownerReferences[1].controller: expected a boolean, found a number"
    ),
    (
      #"{"metadata":{"name":"a","uid":"u","resourceVersion":"1"},"status":{"conditions":[{"type":null,"status":{}}]}}"#,
      "items[3].status.conditions[0].status: expected a string, found an object"
    ),
  ]

  @Test("An error in a JSON item says where it is", arguments: bad, [1, 50, 10_000])
  func json(sample: (item: String, problem: String), chunk: Int) {
    let items = [Self.good, Self.good, Self.good, sample.item, Self.good].joined(separator: ",")
    let list = #"{"kind":"PodList","metadata":{},"items":["# + items + "]}"
    #expect(throws: ReplyError.malformed(sample.problem)) { try readPods(list, chunk: chunk) }
  }

  static let notJSON = [
    (#"{"a":1,"a":2}"#, "duplicate object key"), (#"{"a":[}}"#, "unexpected token"),
    (#"{"a":"\ud800"}"#, "invalid Unicode"), (#"{"a":1,}"#, "string or '}' expected"),
  ]

  @Test("An error about invalid JSON in an item contains the item's index", arguments: notJSON)
  func brokenItem(item: String, problem: String) throws {
    let list = #"{"kind":"PodList","items":[\#(Self.good),\#(item)]}"#
    let error = try #require(throws: ReplyError.self) { _ = try readPods(list) }
    guard case .malformed(let detail) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(detail.hasPrefix("items[1]: not JSON: \(problem)"), "\(detail)")
  }

  @Test("An item that is nested too deeply is an error", arguments: [3000, 1_000_000])
  func depth(depth: Int) {
    let bomb = String(repeating: #"{"a":["#, count: depth) + String(repeating: "]}", count: depth)
    #expect(throws: ReplyError.self) { try readPods(#"{"kind":"PodList","items":[\#(bomb)]}"#, chunk: 4096) }
  }

  static let badProtobuf: [(ProtobufBytes, String)] = [
    (.message(1, .text(1, "a"), .text(6, "1")), "items[1].metadata.uid: it is empty"),
    (.message(1, .text(5, "u"), .text(6, "1")), "items[1].metadata.name: it is empty"),
    (
      .message(1, .text(1, "."), .text(5, "u"), .text(6, "1")),
      "items[1].metadata.name: no object can have such a name"
    ),
    (.message(1, .text(1, "a"), .text(5, "u")), "items[1].metadata.resourceVersion: it is empty"),
    ([], "items[1].metadata.name: it is empty"),
    (.number(1, 7), "items[1]: protobuf field 1 has the wrong type"),
    (ProtobufBytes([0x0a, 0x7f]), "items[1]: not protobuf: a field extends past the end"),
  ]

  @Test("An error in a protobuf item contains the item's index", arguments: badProtobuf)
  func protobuf(item: ProtobufBytes, problem: String) {
    let good = ProtobufBytes.message(2, .message(1, .text(1, "a"), .text(5, "u"), .text(6, "1")))
    let body = protobufReply("PodList", good, .bytes(2, item.bytes), good)
    #expect(throws: ReplyError.malformed(problem)) { try readPods(body, .protobuf) }
  }
}
