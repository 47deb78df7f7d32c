import Testing

@testable import Shared

@Suite("Names that go into a path", .timeLimit(.minutes(15)))
struct ObjectNameTests {
  static let bad = [
    ".", "..", "a/b", "/", "../x", "a%2e", "%", "a\nb", "a\u{0}", "a\u{7f}", "a\u{85}", "a\u{202e}b",
  ]
  static let good = ["a", "a.b", "...", ".a", "a..b", "a?b", "ä"]

  @Test("Both encodings refuse a name that no object can have", arguments: bad)
  func refused(name: String) {
    for (pod, namespace, node) in [(name, "n", "m"), ("p", name, "m"), ("p", "n", name)] {
      #expect(throws: JSONError.self) { try decodeJSON(pod, namespace, node) }
      #expect(throws: ItemError.self) { try decodeProtobuf(pod, namespace, node) }
    }
    #expect(throws: JSONError.self) { try Node(json: JSONCursor(["metadata": ["name": .string(name)]])) }
    #expect(throws: ItemError.self) { try decodeNode(name) }
  }

  @Test("Other names are read as they are", arguments: good)
  func read(name: String) throws {
    for pod in [try decodeJSON(name, name, name), try decodeProtobuf(name, name, name)] {
      #expect((pod.name, pod.namespace) == (name, name))
      #expect(pod.details?.nodeName == name)
    }
    #expect(try Node(json: JSONCursor(["metadata": ["name": .string(name)]])).name == name)
    #expect(try decodeNode(name).name == name)
  }

  @Test("A pod need not have a namespace or a node; without a name there is none")
  func empty() throws {
    for pod in [try decodeJSON("p", "", ""), try decodeProtobuf("p", "", "")] {
      #expect(pod.namespace.isEmpty)
      #expect(pod.details?.nodeName == nil)
    }
    #expect(throws: JSONError.self) { try decodeJSON("", "n", "m") }
    #expect(throws: ItemError.self) { try decodeProtobuf("", "n", "m") }
    #expect(throws: JSONError.self) { try Node(json: JSONCursor(["metadata": ["name": ""]])) }
    #expect(throws: ItemError.self) { try decodeNode("") }
  }

  private func decodeJSON(_ name: String, _ namespace: String, _ node: String) throws -> Pod {
    var decoder = PodDecoder(MetadataFilter())
    return try decoder.decode(
      json: JSONCursor([
        "metadata": [
          "name": .string(name), "namespace": .string(namespace), "uid": "u", "resourceVersion": "1",
        ],
        "spec": ["nodeName": .string(node)],
      ]))
  }

  private func decodeProtobuf(_ name: String, _ namespace: String, _ node: String) throws -> Pod {
    var decoder = PodDecoder(MetadataFilter())
    let item: ProtobufBytes = [
      .message(1, .text(1, name), .text(3, namespace), .text(5, "u"), .text(6, "1")),
      .message(2, .text(10, node)),
    ]
    return try item.bytes.withUnsafeBytes { try decoder.decode(protobuf: $0) }
  }

  private func decodeNode(_ name: String) throws -> Node {
    var decoder = NodeDecoder()
    let item = ProtobufBytes.message(1, .text(1, name))
    return try item.bytes.withUnsafeBytes { try decoder.decode(protobuf: $0) }
  }
}
