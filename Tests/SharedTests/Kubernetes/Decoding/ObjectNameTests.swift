import Testing

@testable import Shared

@Suite("Object names", .timeLimit(.minutes(15)))
struct ObjectNameTests {
  static let bad = [
    ".", "..", "a/b", "/", "../x", "a%2e", "%", "a\nb", "a\u{0}", "a\u{7f}", "a\u{85}", "a\u{202e}b",
  ]
  static let good = ["a", "a.b", "...", ".a", "a..b", "a?b", "ä"]

  @Test("A name that no object can have is an error in both encodings", arguments: bad)
  func refused(name: String) {
    for (pod, namespace, node) in [(name, "n", "m"), ("p", name, "m"), ("p", "n", name)] {
      #expect(throws: JSONError.self) { try decodeJSON(pod, namespace, node) }
      #expect(throws: ItemError.self) { try decodeProtobuf(pod, namespace, node) }
    }
    #expect(throws: JSONError.self) { try Node(json: JSONCursor(["metadata": ["name": .string(name)]])) }
    #expect(throws: ItemError.self) { try decodeNode(name) }
  }

  @Test("Other names are read unchanged", arguments: good)
  func read(name: String) throws {
    for pod in [try decodeJSON(name, name, name), try decodeProtobuf(name, name, name)] {
      #expect((pod.name, pod.namespace) == (name, name))
      #expect(pod.details?.nodeName == name)
    }
    #expect(try Node(json: JSONCursor(["metadata": ["name": .string(name)]])).name == name)
    #expect(try decodeNode(name).name == name)
  }

  @Test("A pod needs a name but no namespace or node, and a node needs a name")
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
