/// What pods requested of one resource, over a day or a month.
struct CapacityChart {
  let id: String
  let resource: PageResource
  let unit: AmountUnit
  /// The value at the top, which both charts of a pair share.
  let top: Double
  let axis: TimeAxis
  let buckets: [ChartBucket?]
  /// `24 hours`
  let period: String
  /// Whether a thin line parts running from waiting.
  let parted: Bool
  /// Set if data end before the axis does: `02:32`
  let endsEarly: String?

  private var width: Int { buckets.count * 2 }

  var svg: Markup {
    let frame = frame
    let low = buckets.map { $0.map { frame.y($0.low) } }
    let high = buckets.map { $0.map { frame.y($0.high) } }
    let total = buckets.map { $0.map { frame.y($0.total) } }
    let allocatable = buckets.map { $0.map { frame.y($0.allocatable) } }
    return frame.svg(
      [
        Shape.area(PathData.areas(waiting(total, above: high)), .waiting),
        Shape.area(PathData.areas(high), .runningAtTimes, parted: parted),
        Shape.area(PathData.areas(low), .running),
        Shape.line(PathData.base(buckets, width: 2), "x0"),
        Shape.line(PathData.steps(allocatable, width: 2), "a", width: 1.5, dashed: true),
      ], gaps(frame))
  }

  /// Only where pods were waiting and beside it: elsewhere the area of the running ones would hide it.
  private func waiting(_ total: [Int?], above high: [Int?]) -> [Int?] {
    total.indices.map { index in
      let around = max(0, index - 1)...min(total.count - 1, index + 1)
      return around.contains { (total[$0] ?? 0) != (high[$0] ?? 0) } ? total[index] : nil
    }
  }

  private var frame: ChartFrame {
    let scaled = AxisTicks(top: top / unit.size, smallestStep: unit == .piece ? 1 : 0)
    // The heading names the CPU; here it would not fit into the margin.
    let isNamed = resource == .memory && scaled.values.count > 1
    return ChartFrame(
      id: id, title: "\(resource.plain) requested, \(period)", description: description, height: 120,
      width: width, top: top, ticks: scaled.labeled(size: unit.size, name: isNamed ? unit.name : ""),
      labels: axis.labels)
  }

  private var description: String {
    let text =
      "Dark: running pods at their lowest, lighter: at their highest, on top: waiting pods. Dashed line: allocatable. "
    guard let highest = buckets.compactMap({ $0?.total }).max() else { return text + "No data." }
    return text + "Highest: \(unit.withName(highest))."
  }

  private func gaps(_ frame: ChartFrame) -> [Markup] {
    frame.noData(in: buckets, plotWidth: 408) + (endsEarly.map { [frame.noDataSince($0)] } ?? [])
  }
}
