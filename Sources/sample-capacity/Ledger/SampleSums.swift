import Shared

/// Sums up the numbers of samples over a span. Between two samples, the first one's numbers hold; in a gap, nothing is
/// known.
struct SampleSums {
  /// A step longer than this many times the usual one is a gap.
  static let gap = 2.5

  private struct Point {
    let time: Int64
    let numbers: [String: Int64]
  }

  private var points: [Point] = []

  /// Adds a sample; the one before the span is needed, too, because its numbers hold at the span's beginning.
  mutating func add(_ sample: SampleRecord) {
    points.append(Point(time: sample.time, numbers: Self.numbers(of: sample)))
  }

  /// What is summed up, by name.
  static func numbers(of sample: SampleRecord) -> [String: Int64] {
    var numbers: [String: Int64] = [:]
    let resources =
      [("cpu", sample.cpu), ("memory", sample.memory)] + sample.extended.map { ("x.\($0.name)", $0.amounts) }
    for (name, amounts) in resources {
      numbers["\(name).running"] = amounts.running
      numbers["\(name).pending"] = amounts.pending
      numbers["\(name).total"] = amounts.running.saturatedSum(amounts.pending)
      numbers["\(name).allocatable"] = amounts.allocatable
    }
    numbers["pods.running"] = Int64(sample.pods.running)
    numbers["pods.pending"] = Int64(sample.pods.pending)
    return numbers
  }

  /// Fills in a bucket's sums.
  mutating func fill(_ bucket: inout SeriesBucket) {
    points.sort { $0.time < $1.time }
    let interval = Self.interval(points.map(\.time))
    for (place, point) in points.enumerated() {
      let next = place + 1 < points.count ? points[place + 1].time : nil
      let isInside = point.time >= bucket.from && point.time < bucket.end
      if isInside { bucket.samples += 1 }
      let end = Double(Self.end(of: point.time, next: next, interval))
      let seconds = max(0, min(end, Double(bucket.end)) - Double(max(point.time, bucket.from)))
      guard isInside || seconds > 0 else { continue }
      bucket.covered += seconds
      for (name, number) in point.numbers {
        var sum = bucket.sums[name] ?? .init(low: number, high: number, integral: 0)
        sum.low = min(sum.low, number)
        sum.high = max(sum.high, number)
        sum.integral += Double(number) * seconds
        bucket.sums[name] = sum
      }
    }
  }

  /// Until when a sample's numbers hold: before a gap, for one interval.
  private static func end(of time: Int64, next: Int64?, _ interval: Int64) -> Int64 {
    guard let next, Double(next - time) <= gap * Double(interval) else { return time + interval }
    return next
  }

  /// The usual time between two samples: the median, in seconds.
  static func interval(_ times: [Int64]) -> Int64 {
    let steps = zip(times, times.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.sorted()
    return steps.isEmpty ? 60 : steps[steps.count / 2]
  }
}
