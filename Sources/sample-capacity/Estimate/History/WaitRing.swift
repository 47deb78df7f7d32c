/// The last waits of a class in one state, as multiples of their base.
struct WaitRing: Equatable, Sendable {
  /// Oldest first.
  private(set) var values: [Double] = []
  /// The same values in ascending order.
  private(set) var sorted: [Double] = []

  init() {}

  init(_ values: some Sequence<Double>) { for value in values { append(value) } }

  var count: Int { values.count }

  mutating func append(_ value: Double) {
    // JSON has no infinity, and a comparison with NaN would spoil the order.
    guard value.isFinite else { return }
    values.append(value)
    sorted.insert(value, at: position(of: value))
    guard values.count > WaitHistory.capacity else { return }
    sorted.remove(at: position(of: values.removeFirst()))
  }

  /// The first place of a value in ascending order.
  private func position(of value: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Array where Element: BinaryFloatingPoint {
  /// A quantile of sorted values: the order statistics at (i + 0.5) / n, and straight lines between them (Hazen 1914).
  ///
  /// - Parameter level: from 0 to 1.
  func quantile(_ level: Double) -> Double {
    guard let first, let last else { return 0 }
    let place = level * Double(count) - 0.5
    guard place > 0 else { return Double(first) }
    let below = Int(place)
    guard below < count - 1 else { return Double(last) }
    let (low, high) = (self[below], self[below + 1])
    return Double(low) + (place - Double(below)) * Double(high - low)
  }
}
