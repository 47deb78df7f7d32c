/// Reads CPU, memory and selected other resources from resource lists.
///
/// It records, and does not throw, unreadable and negative quantities, and leaves the decision to the caller.
struct ResourceListReader: Sendable {
  private let others: KeyLookup
  /// Where and why a quantity of the object cannot be read, for the first one.
  private(set) var unreadable: String?
  /// Where a quantity was capped at 2⁶³−1.
  private(set) var saturated: String?

  /// Whether all of the object's quantities so far were read exactly.
  var isClean: Bool { unreadable == nil && saturated == nil }

  init(_ others: [String] = []) { self.others = KeyLookup(others) }

  /// Starts another object.
  mutating func begin() {
    unreadable = nil
    saturated = nil
  }

  /// Reads one entry of a protobuf map.
  ///
  /// - Returns: nil if it is not wanted or cannot be read.
  @inline(__always)
  mutating func read(
    _ entry: ProtobufReader, at place: @autoclosure () -> String
  ) throws(ProtobufError) -> (name: String, quantity: Quantity)? {
    var reader = entry
    var name: String?
    var text = UnsafeRawBufferPointer(start: nil, count: 0)
    while let field = try reader.next() {
      switch field.number {
      case 1: name = wanted(try field.bytes())
      case 2: text = try Self.text(field.message())
      default: break
      }
    }
    guard let name, let quantity = parse(text, name, at: place()) else { return nil }
    return (name, quantity)
  }

  /// Adds one entry of a protobuf map to a list.
  @inline(__always)
  mutating func read(
    _ entry: ProtobufReader, into list: inout ResourceList, at place: @autoclosure () -> String
  ) throws(ProtobufError) {
    if let (name, quantity) = try read(entry, at: place()) { list[name] = quantity }
  }

  mutating func read(
    _ map: JSONCursor, at place: @autoclosure () -> String
  ) throws(JSONError) -> [(name: String, quantity: Quantity)] {
    var read: [(name: String, quantity: Quantity)] = []
    for (key, value) in try map.members() {
      guard let name = wanted(key), let text = try Self.text(value) else { continue }
      let quantity = Array(text.utf8).withUnsafeBytes { parse($0, name, at: place()) }
      if let quantity { read.append((name, quantity)) }
    }
    return read
  }

  mutating func read(
    _ map: JSONCursor, into list: inout ResourceList, at place: @autoclosure () -> String
  ) throws(JSONError) {
    for (name, quantity) in try read(map, at: place()) { list[name] = quantity }
  }

  private func wanted(_ name: UnsafeRawBufferPointer) -> String? {
    switch name.count {
    case 3 where name.elementsEqual("cpu".utf8): "cpu"
    case 6 where name.elementsEqual("memory".utf8): "memory"
    default: others.match(name)
    }
  }

  private func wanted(_ name: String) -> String? { Array(name.utf8).withUnsafeBytes { wanted($0) } }

  private static func text(_ quantity: ProtobufReader) throws(ProtobufError) -> UnsafeRawBufferPointer {
    var reader = quantity
    var text = UnsafeRawBufferPointer(start: nil, count: 0)
    while let field = try reader.next() {
      if field.number == 1 { text = try field.bytes() }
    }
    return text
  }

  /// A string or a bare number; nil for `null`.
  private static func text(_ place: JSONCursor) throws(JSONError) -> String? {
    switch try place.value() {
    case nil: nil
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    default: try place.string()
    }
  }

  private mutating func parse(
    _ text: UnsafeRawBufferPointer, _ name: String, at place: @autoclosure () -> String
  ) -> Quantity? {
    do throws(QuantityError) {
      let read = try ParsedQuantity(text)
      guard read.quantity.fits(in: name == "cpu" ? Quantity.nanosInMilli : Quantity.nanosInOne) else {
        throw .overflow
      }
      // Quantities may be negative, but not a node's capacity or a pod's requests.
      guard read.quantity >= .zero else { throw .negative }
      if read.isSaturated { saturated = "\(place()).\(name)" }
      return read.quantity
    } catch {
      unreadable = unreadable ?? "\(place()).\(name): '\(Self.shown(text))' \(error)"
      return nil
    }
  }

  private static func shown(_ text: UnsafeRawBufferPointer) -> String {
    String(decoding: text.prefix(4_096), as: UTF8.self).beginning(40)
  }
}
