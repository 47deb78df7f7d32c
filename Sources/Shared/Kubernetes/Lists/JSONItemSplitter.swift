/// Extracts the elements of an object's `items` array as the bytes arrive.
///
/// It looks only at strings and brackets. The rest, with `items` left empty, is the skeleton, which must be parsed at
/// the end. The receiver must parse each item.
struct JSONItemSplitter {
  private enum Place {
    case skeleton
    /// Between two items, with what may come next.
    case items(Expected)
    case item
  }

  private enum Expected {
    case itemOrEnd
    case item
    case commaOrEnd
  }

  /// Everything but the items.
  private(set) var skeleton: [UInt8] = []
  private(set) var hasItems = false

  private let limits: ListLimits
  private var place = Place.skeleton
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  /// Where in the skeleton the last string began and ended, quotes included.
  private var lastString = 0..<0
  /// After `"items":`.
  private var awaitsItems = false
  private var itemScan = JSONObjectEnd()
  /// The beginning of an unfinished item.
  private var pending: [UInt8] = []

  init(limits: ListLimits) {
    self.limits = limits
  }

  /// Whether the object's closing brace has been seen.
  var isComplete: Bool {
    guard case .skeleton = place else { return false }
    return depth == 0 && !skeleton.isEmpty
  }

  /// - Parameter root: the skeleton, parsed.
  /// - Throws: if it still has items, because those were not extracted.
  func checkItems(_ root: JSONCursor) throws(JSONError) {
    if hasItems { return }
    let items = root["items"]
    guard try items.elements().isEmpty else {
      throw items.error("its name contains escapes, which are not supported")
    }
  }

  /// - Throws: `ReplyError`, and what `item` throws.
  mutating func receive(
    _ bytes: UnsafeRawBufferPointer, item: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var offset = 0
    while offset < bytes.count {
      switch place {
      case .skeleton:
        try skeletonByte(bytes[offset])
        offset += 1
      case .items(let expected):
        offset += try betweenItems(bytes[offset], expected)
      case .item:
        offset = try scanItem(bytes, from: offset, item: item)
      }
    }
  }
}

extension JSONItemSplitter {
  private mutating func skeletonByte(_ byte: UInt8) throws {
    if depth == 0 {
      if isWhitespace(byte) { return }
      guard skeleton.isEmpty else { throw ReplyError.malformed("something follows the list") }
      guard byte == UInt8(ascii: "{") else { throw ReplyError.malformed("expected an object") }
    }
    guard skeleton.count < limits.other else {
      throw ReplyError.tooLarge("the list without its items", limit: limits.other)
    }
    skeleton.append(byte)
    if isInString { stringByte(byte) } else { try structureByte(byte) }
  }

  private mutating func stringByte(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
      lastString = lastString.lowerBound..<skeleton.count
    }
  }

  private mutating func structureByte(_ byte: UInt8) throws {
    if isWhitespace(byte) { return }
    let beginsItems = awaitsItems && byte == UInt8(ascii: "[")
    awaitsItems = false
    switch byte {
    case UInt8(ascii: "\""):
      isInString = true
      lastString = skeleton.count - 1..<skeleton.count
    case UInt8(ascii: ":"):
      awaitsItems = depth == 1 && skeleton[lastString].elementsEqual("\"items\"".utf8)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      if beginsItems { try beginItems() } else { depth += 1 }
    case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
    default: break
    }
  }

  private mutating func beginItems() throws {
    guard !hasItems else { throw ReplyError.malformed("it has two members 'items'") }
    hasItems = true
    place = .items(.itemOrEnd)
  }

  private func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }
}

extension JSONItemSplitter {
  /// - Returns: how many bytes were consumed. An item's first byte is left to `scanItem`.
  private mutating func betweenItems(_ byte: UInt8, _ expected: Expected) throws -> Int {
    if isWhitespace(byte) { return 1 }
    switch (byte, expected) {
    case (UInt8(ascii: "{"), .itemOrEnd), (UInt8(ascii: "{"), .item):
      place = .item
      return 0
    case (UInt8(ascii: ","), .commaOrEnd): place = .items(.item)
    case (UInt8(ascii: "]"), .itemOrEnd), (UInt8(ascii: "]"), .commaOrEnd):
      skeleton.append(byte)
      place = .skeleton
    default: throw ReplyError.malformed(problem(expected))
    }
    return 1
  }

  private func problem(_ expected: Expected) -> String {
    switch expected {
    case .item, .itemOrEnd: "items: each must be an object"
    case .commaOrEnd: "items: there must be a comma between two"
    }
  }

  /// - Returns: where to continue in the bytes.
  private mutating func scanItem(
    _ bytes: UnsafeRawBufferPointer, from start: Int, item: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int {
    let end = itemScan.end(in: bytes, from: start)
    let part = UnsafeRawBufferPointer(rebasing: bytes[start..<(end ?? bytes.count)])
    guard pending.count + part.count <= limits.item else {
      throw ReplyError.tooLarge("an item", limit: limits.item)
    }
    guard end != nil, pending.isEmpty else {
      pending.append(contentsOf: part)
      if end != nil { try finishPending(item) }
      return end ?? bytes.count
    }
    place = .items(.commaOrEnd)
    try item(part)
    return end ?? bytes.count
  }

  private mutating func finishPending(_ item: (UnsafeRawBufferPointer) throws -> Void) throws {
    place = .items(.commaOrEnd)
    try pending.withUnsafeBytes { try item($0) }
    pending.removeAll(keepingCapacity: true)
  }
}
