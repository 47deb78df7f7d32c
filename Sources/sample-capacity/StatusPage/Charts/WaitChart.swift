/// How long build pods waited in 24 hours, beside what was predicted.
struct WaitChart {
  let axis: TimeAxis
  let quarters: [StatusPageInput.Quarter]
  let endsEarly: String?
  static let length: Int64 = 900
  /// In minutes.
  private let width = 1440

  var svg: Markup {
    let frame = frame
    let slots = slots
    let real = slots.map { $0?.real }
    let bars = real.indices.compactMap { index in
      (real[index] ?? nil).map { Bar(x: x(index) + 7, band: $0, isMissed: isMissed(slots[index])) }
    }
    return frame.svg(
      [
        Shape.area(bandPath(slots, frame), .band),
        Shape.line(PathData.steps(levels(slots, frame, \.ninth), width: 15), "e"),
        Shape.line(PathData.base(slots, width: 15), "x0"),
        Shape.bars(path(bars.filter { !$0.isMissed }, frame), .bar, width: 3),
        Shape.bars(path(bars.filter(\.isMissed), frame), .missed, width: 5),
      ], texts(frame, slots, bars))
  }

  private struct Bar {
    let x: Int
    let band: StatusPageInput.Band
    let isMissed: Bool
  }

  /// More than 15% over what was predicted.
  private func isMissed(_ quarter: StatusPageInput.Quarter?) -> Bool {
    guard let real = quarter?.real, let predicted = quarter?.predicted else { return false }
    return real.ninth > 1.15 * predicted.ninth
  }

  /// Whether there is a time without data between two with some.
  var hasGaps: Bool { Downsampling.runs(slots).count > 1 }

  /// One for each quarter of an hour.
  private var slots: [StatusPageInput.Quarter?] {
    var slots = [StatusPageInput.Quarter?](repeating: nil, count: 96)
    for quarter in quarters {
      let slot = (quarter.from - axis.start + Self.length / 2) / Self.length
      guard quarter.from >= axis.start - Self.length / 2, slots.indices.contains(Int(slot)) else { continue }
      slots[Int(slot)] = quarter
    }
    return slots
  }

  private func x(_ slot: Int) -> Int { slot * 15 }

  private func levels(
    _ slots: [StatusPageInput.Quarter?], _ frame: ChartFrame, _ edge: KeyPath<StatusPageInput.Band, Double>
  ) -> [Int?] {
    slots.map { $0?.predicted.map { frame.y($0[keyPath: edge]) } }
  }

  /// From half to 9 in 10, in steps.
  private func bandPath(_ slots: [StatusPageInput.Quarter?], _ frame: ChartFrame) -> String {
    let (upper, lower) = (levels(slots, frame, \.ninth), levels(slots, frame, \.half))
    return slots.indices.compactMap { index in
      guard let upper = upper[index], let lower = lower[index] else { return nil }
      return "M\(x(index)) \(lower)V\(upper)h15V\(lower)z"
    }.joined()
  }

  private func path(_ bars: [Bar], _ frame: ChartFrame) -> String {
    bars.map { bar in
      // A bar without length would not be seen.
      let (low, high) = (frame.y(bar.band.half), frame.y(bar.band.ninth))
      return "M\(bar.x) \(max(low, min(high + 4, ChartFrame.units)))V\(high)"
    }.joined()
  }

  private var frame: ChartFrame {
    // With room for a line of text.
    let axisUnit = WaitAxis(top: top * 1.1)
    return ChartFrame(
      id: "w", title: "Wait of build pods, 24 hours", description: description, height: 190, width: width,
      top: axisUnit.top, ticks: axisUnit.ticks, labels: axis.labels)
  }

  /// In seconds.
  private var top: Double {
    quarters.flatMap { [$0.real?.ninth, $0.predicted?.ninth] }.compactMap(\.self).max() ?? 0
  }

  private var highest: StatusPageInput.Quarter? {
    quarters.filter { $0.real != nil }.max { ($0.real?.ninth ?? 0) < ($1.real?.ninth ?? 0) }
  }

  private var description: String {
    let text =
      "Each bar is a quarter of an hour: half of its build pods started within its lower end, 9 in 10 within its "
      + "upper end. The band behind it is the prediction. "
    guard let highest, let real = highest.real else { return text + "No build pod started." }
    return text + "Highest: \(DurationText.exact(Int64(real.ninth))) at \(TimeText.minute(highest.from))."
  }

  /// ` on Wed 25`, unless it is the day at the right edge.
  private func day(_ time: Int64) -> String {
    TimeText.dayStart(time) == TimeText.dayStart(axis.end) ? "" : " on \(TimeText.weekday(time))"
  }

  private func texts(_ frame: ChartFrame, _ slots: [StatusPageInput.Quarter?], _ bars: [Bar]) -> [Markup] {
    var texts = frame.noData(in: slots, plotWidth: 890)
    let peak = bars.max { $0.band.ninth < $1.band.ninth }
    if let peak {
      let time = axis.start + Int64(peak.x) * 60
      texts.append(
        frame.peak(
          "\(DurationText.estimate(Int64(peak.band.ninth))) at \(TimeText.hour(time))\(day(time))",
          at: Double(peak.x) / Double(width), above: top))
    }
    if let endsEarly {
      texts.append(frame.noDataSince(endsEarly, isLower: (peak?.x ?? 0) > width / 2))
    }
    return texts
  }
}

/// A vertical axis of waits, in the unit that suits its length.
struct WaitAxis {
  let top: Double
  let ticks: [(value: Double, label: String)]

  /// - Parameter top: in seconds.
  init(top: Double) {
    self.top = max(top, 10)
    let (unit, name): (Double, String) =
      self.top < 150 ? (1, "s") : self.top < 9000 ? (60, "min") : (3600, "h")
    ticks = AxisTicks(top: self.top / unit, smallestStep: 1).labeled(size: unit, name: name)
  }
}
