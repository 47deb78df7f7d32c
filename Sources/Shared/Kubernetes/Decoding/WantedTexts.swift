/// The wanted ones of an object's annotations or labels.
public struct WantedTexts: Equatable, Sendable {
  private struct Entry: Equatable, Sendable {
    let key: String
    var value: String
  }

  /// Sorted by key, so that equal ones are equal however they came.
  private var entries: [Entry] = []

  public init() {}

  public subscript(key: String) -> String? {
    entries.first { $0.key == key }?.value
  }

  public var isEmpty: Bool { entries.isEmpty }

  /// The last value of a key stays.
  mutating func set(_ key: String, _ value: String) {
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

extension WantedTexts: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, String)...) {
    for (key, value) in elements { set(key, value) }
  }
}
