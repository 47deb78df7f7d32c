/// A piece of an encoding while a template is put together.
struct Fragment {
  enum Node {
    case bytes([UInt8])
    case splice(Splice)
    /// The length and contents of a message with splices.
    case message(Fragment)
  }

  private(set) var nodes: [Node] = []

  var hasSplices: Bool {
    nodes.contains { node in
      if case .bytes = node { false } else { true }
    }
  }

  var bytes: [UInt8] {
    nodes.flatMap { node -> [UInt8] in
      if case .bytes(let bytes) = node { bytes } else { [] }
    }
  }

  mutating func append(_ bytes: some Sequence<UInt8>) { nodes.append(.bytes(Array(bytes))) }

  mutating func append(_ text: String) { append(text.utf8) }

  mutating func append(_ splice: Splice) { nodes.append(.splice(splice)) }

  mutating func append(_ fragment: Fragment) { nodes += fragment.nodes }

  /// Appends the length and the contents of a message.
  mutating func appendMessage(_ fragment: Fragment) {
    if fragment.hasSplices {
      nodes.append(.message(fragment))
    } else {
      let bytes = fragment.bytes
      append(Varint.bytes(UInt64(bytes.count)) + bytes)
    }
  }
}
