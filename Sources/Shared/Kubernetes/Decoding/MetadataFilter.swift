import Glibc

/// The annotations and labels to keep of an object; the others are dropped.
public struct MetadataFilter: Equatable, Sendable {
  public var annotations: [String]
  public var labels: [String]

  public init(annotations: [String] = [], labels: [String] = []) {
    self.annotations = annotations
    self.labels = labels
  }

  public static func += (filter: inout MetadataFilter, other: MetadataFilter) {
    filter.annotations += other.annotations
    filter.labels += other.labels
  }

  /// Each key once.
  public var withoutDuplicates: MetadataFilter {
    MetadataFilter(annotations: annotations.eachOnce, labels: labels.eachOnce)
  }
}

extension [String] {
  fileprivate var eachOnce: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

/// The annotations or labels of an object that were kept.
public struct SelectedMetadata: Equatable, Sendable {
  private struct Entry: Equatable, Sendable {
    let key: String
    var value: String
  }

  /// Sorted by key, so that the order of arrival does not affect equality.
  private var entries: [Entry] = []

  public init() {}

  public subscript(key: String) -> String? {
    entries.first { $0.key == key }?.value
  }

  public var isEmpty: Bool { entries.isEmpty }

  /// If a key is set twice, the last value stays.
  public mutating func set(_ key: String, _ value: String) {
    guard let place = entries.firstIndex(where: { $0.key >= key }) else {
      return entries.append(Entry(key: key, value: value))
    }
    if entries[place].key == key {
      entries[place].value = value
    } else {
      entries.insert(Entry(key: key, value: value), at: place)
    }
  }
}

extension SelectedMetadata: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, String)...) {
    for (key, value) in elements { set(key, value) }
  }
}

/// Finds wanted keys by their bytes, so that no strings are created for unwanted ones.
struct KeyLookup: Sendable {
  let keys: [String]
  /// All keys' bytes, concatenated, and where each ends, so that the loop does no reference counting.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// A bit for each length of a wanted key, the last for all longer ones. Rules out most candidates at once.
  private var lengths: UInt64 = 0

  init(_ keys: [String]) {
    self.keys = keys
    for key in keys {
      bytes += Array(key.utf8)
      ends.append(bytes.count)
      lengths |= Self.bit(key.utf8.count)
    }
  }

  private static func bit(_ length: Int) -> UInt64 { 1 << UInt64(min(length, 63)) }

  func match(_ candidate: UnsafeRawBufferPointer) -> String? {
    guard lengths & Self.bit(candidate.count) != 0 else { return nil }
    return bytes.withUnsafeBytes { bytes in
      var start = 0
      for (index, end) in ends.enumerated() {
        let key = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        if candidate.sameBytes(as: key) { return keys[index] }
        start = end
      }
      return nil
    }
  }
}

/// Reads labels or annotations, keeping only the wanted ones.
extension KeyLookup {
  func texts(_ map: JSONCursor) throws(JSONError) -> SelectedMetadata {
    var texts = SelectedMetadata()
    for key in keys {
      if let value = try map[key].optionalString() { texts.set(key, value) }
    }
    return texts
  }

  /// Reads one entry of a map in protobuf. What is behind an unwanted key is not looked at.
  func read(_ entry: ProtobufReader, into texts: inout SelectedMetadata) throws(ProtobufError) {
    if lengths == 0 { return }
    var reader = entry
    var wanted = match(UnsafeRawBufferPointer(start: nil, count: 0))
    var value = UnsafeRawBufferPointer(start: nil, count: 0)
    while let field = try reader.next() {
      switch field.number {
      case 1:
        wanted = match(try field.bytes())
        if wanted == nil { return }
      case 2: value = try field.bytes()
      default: break
      }
    }
    if let key = wanted { texts.set(key, String(decoding: value, as: UTF8.self)) }
  }
}

/// Returns the same string as long as the bytes stay the same, such as the namespaces of a sorted list.
struct TextInterner {
  private var bytes: [UInt8] = []
  private var text = ""

  mutating func text(_ next: UnsafeRawBufferPointer) -> String {
    if !bytes.withUnsafeBytes({ next.sameBytes(as: $0) }) {
      bytes = Array(next)
      text = String(decoding: next, as: UTF8.self)
    }
    return text
  }
}

extension UnsafeRawBufferPointer {
  /// `elementsEqual` at the speed of the C library.
  func sameBytes(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    guard let baseAddress, let otherAddress = other.baseAddress else { return true }
    return memcmp(baseAddress, otherAddress, count) == 0
  }
}
