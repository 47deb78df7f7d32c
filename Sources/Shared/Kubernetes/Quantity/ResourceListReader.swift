import Glibc

/// Which resources to read besides CPU and memory.
public enum WantedResources: Sendable {
  case only([String])
  /// All extended resources too: hugepages, and names with a domain, such as `nvidia.com/gpu`.
  case extended(and: [String])

  static func isExtended(_ name: UnsafeRawBufferPointer) -> Bool {
    guard let start = name.baseAddress else { return false }
    return memchr(start, Int32(UInt8(ascii: "/")), name.count) != nil || name.starts(with: "hugepages-".utf8)
  }

  public static func isExtended(_ name: String) -> Bool {
    Array(name.utf8).withUnsafeBytes { isExtended($0) }
  }
}

/// Reads lists of resources: the CPU, the memory, and which others are wanted.
///
/// It records, and does not throw, unreadable and negative quantities, and leaves the decision to the caller.
struct ResourceListReader: Sendable {
  private let others: KeyLookup
  private let readsExtended: Bool
  private var names = TextInterner()
  /// The first quantity of the object that cannot be read: where and why.
  private(set) var unreadable: String?
  /// Where a quantity was capped at 2⁶³−1.
  private(set) var saturated: String?

  /// Whether all of the object's quantities so far were read exactly.
  var isClean: Bool { unreadable == nil && saturated == nil }

  init(_ wanted: WantedResources = .only([])) {
    switch wanted {
    case .only(let names): (others, readsExtended) = (KeyLookup(names), false)
    case .extended(let names): (others, readsExtended) = (KeyLookup(names), true)
    }
  }

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
    _ entry: ProtobufReader, value: UInt32 = 2, isOptional: Bool = false, at place: @autoclosure () -> String
  ) throws(ProtobufError) -> (name: String, quantity: Quantity)? {
    var reader = entry
    var (name, isThere) = (String?.none, false)
    var text = UnsafeRawBufferPointer(start: nil, count: 0)
    while let field = try reader.next() {
      switch field.number {
      case 1: name = wanted(try field.bytes())
      case value:
        text = try Self.text(field.message())
        isThere = true
      default: break
      }
    }
    guard let name, isThere || !isOptional, let quantity = parse(text, name, at: place()) else { return nil }
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

  private mutating func wanted(_ name: UnsafeRawBufferPointer) -> String? {
    switch name.count {
    case 3 where name.elementsEqual("cpu".utf8): return "cpu"
    case 6 where name.elementsEqual("memory".utf8): return "memory"
    default:
      if let wanted = others.match(name) { return wanted }
      return readsExtended && WantedResources.isExtended(name) ? names.text(name) : nil
    }
  }

  private mutating func wanted(_ name: String) -> String? { Array(name.utf8).withUnsafeBytes { wanted($0) } }

  /// The quantity of a resource that an object names in its member `name`; zero if it is missing or not wanted.
  mutating func quantity(
    _ object: JSONCursor, _ member: String, at place: @autoclosure () -> String
  ) throws(JSONError) -> Quantity {
    guard let name = wanted(try object["name"].string()), let text = try Self.text(object[member]) else {
      return .zero
    }
    return Array(text.utf8).withUnsafeBytes { parse($0, name, at: place()) } ?? .zero
  }

  /// A quantity that counts several times. If the product is too large, the object cannot be read.
  mutating func multiply(
    _ quantity: Quantity, by count: Int, _ name: String, at place: @autoclosure () -> String
  ) -> Quantity {
    let (nanos, overflows) = quantity.nanos.multipliedReportingOverflow(by: Int128(count))
    guard !overflows, Quantity(nanos: nanos).fits(in: Self.unit(of: name)) else {
      unreadable = unreadable ?? "\(place()).\(name): \(count) times the quantity \(QuantityError.overflow)"
      return .zero
    }
    return Quantity(nanos: nanos)
  }

  /// CPU counts in millicores, everything else in whole ones.
  private static func unit(of name: String) -> Int128 {
    name == "cpu" ? Quantity.nanosInMilli : Quantity.nanosInOne
  }

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
      guard read.quantity.fits(in: Self.unit(of: name)) else {
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
