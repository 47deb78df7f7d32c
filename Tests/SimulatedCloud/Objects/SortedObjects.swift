/// Objects sorted by key, in buckets, so that copies and changes to a copy are cheap.
struct SortedObjects: Sendable {
  private static let bucketSize = 256
  private var buckets: [[StoredObject]] = []
  private(set) var count = 0

  init() {}

  init(sorted objects: [StoredObject]) {
    count = objects.count
    buckets = stride(from: 0, to: objects.count, by: Self.bucketSize).map {
      Array(objects[$0..<min($0 + Self.bucketSize, objects.count)])
    }
  }

  var all: FlattenSequence<[[StoredObject]]> { buckets.joined() }

  subscript(key: String) -> StoredObject? {
    guard let place = find(key), place.found else { return nil }
    return buckets[place.bucket][place.index]
  }

  /// Inserts an object and replaces one with the same key.
  mutating func put(_ object: StoredObject) {
    guard let place = find(object.key) else {
      buckets = [[object]]
      count = 1
      return
    }
    if place.found {
      buckets[place.bucket][place.index] = object
    } else {
      buckets[place.bucket].insert(object, at: place.index)
      count += 1
      split(place.bucket)
    }
  }

  mutating func remove(_ key: String) -> StoredObject? {
    guard let place = find(key), place.found else { return nil }
    count -= 1
    let object = buckets[place.bucket].remove(at: place.index)
    if buckets[place.bucket].isEmpty { buckets.remove(at: place.bucket) }
    return object
  }

  /// The objects from a key on.
  func from(_ key: String) -> [StoredObject] {
    guard let place = find(key) else { return [] }
    return Array(buckets[place.bucket][place.index...]) + buckets[(place.bucket + 1)...].joined()
  }

  private mutating func split(_ bucket: Int) {
    guard buckets[bucket].count > Self.bucketSize * 2 else { return }
    let tail = Array(buckets[bucket][Self.bucketSize...])
    buckets[bucket].removeSubrange(Self.bucketSize...)
    buckets.insert(tail, at: bucket + 1)
  }

  private func find(_ key: String) -> (bucket: Int, index: Int, found: Bool)? {
    guard !buckets.isEmpty else { return nil }
    let bucket = max(0, Self.lowerBound(buckets) { $0[0].key <= key } - 1)
    let index = Self.lowerBound(buckets[bucket]) { $0.key < key }
    let found = index < buckets[bucket].count && buckets[bucket][index].key == key
    return (bucket, index, found)
  }

  /// The first index whose element is not `before`.
  private static func lowerBound<Element>(_ elements: [Element], _ before: (Element) -> Bool) -> Int {
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if before(elements[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
