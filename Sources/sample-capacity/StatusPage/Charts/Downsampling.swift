/// What a chart shows of one of its buckets.
struct ChartBucket: Equatable, Sendable {
  var low: Double
  var high: Double
  var total: Double
  var allocatable: Double

  init(_ span: StatusPageInput.Span) {
    (low, high, total, allocatable) = (span.low, span.high, span.total, span.allocatable)
  }

  /// The last word on what is allocatable has the latest.
  mutating func add(_ span: StatusPageInput.Span) {
    low = min(low, span.low)
    high = max(high, span.high)
    total = max(total, span.total)
    allocatable = span.allocatable
  }
}

/// Reduces a series to buckets of the same length, so that no peak and no gap is lost.
struct Downsampling {
  let start: Int64
  /// In seconds.
  let step: Int64
  let count: Int
  /// The longest step between two spans that is not a gap, in seconds.
  let longestStep: Int64

  /// - Parameter spans: in the order of time.
  /// - Returns: nil for a bucket without data.
  func buckets(_ spans: [StatusPageInput.Span]) -> [ChartBucket?] {
    var buckets = [ChartBucket?](repeating: nil, count: count)
    for (index, span) in spans.enumerated() {
      guard span.to >= start, span.from < start + step * Int64(count) else { continue }
      // If samples are rarer than buckets, each holds until the next, unless that is a gap.
      let next = spans.index(after: index) < spans.endIndex ? spans[index + 1].from : span.to
      let end = next - span.to <= longestStep ? max(span.to, next - 1) : span.to
      for bucket in bucket(span.from)...max(bucket(span.from), bucket(end)) {
        if buckets[bucket]?.add(span) == nil { buckets[bucket] = ChartBucket(span) }
      }
    }
    return buckets
  }

  private func bucket(_ time: Int64) -> Int {
    Int(min(max(0, (time - start) / step), Int64(count) - 1))
  }

  /// Runs of neighbors that have data: what can be drawn without a gap.
  static func runs<Value>(_ values: [Value?]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for (index, value) in values.enumerated() where value != nil {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }
}
