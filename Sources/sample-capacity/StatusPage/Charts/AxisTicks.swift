/// Round numbers from zero for an axis.
struct AxisTicks: Equatable, Sendable {
  /// In the unit of the values.
  let values: [Double]

  /// - Parameters:
  ///   - top: the end of the axis, in the unit of the ticks.
  ///   - smallestStep: 1 for what cannot be divided.
  init(top: Double, smallestStep: Double = 0) {
    var step = 1.0
    guard top.isFinite, top > 0 else {
      values = [0]
      return
    }
    while step * 10 < top { step *= 10 }
    while step > top { step /= 10 }
    // `step` is now the power of ten below the top.
    let steps = [0.4, 0.5, 1, 2, 4, 5, 10].map { $0 * step }
    func count(_ step: Double) -> Double { (top / step).rounded(.down) }
    // As many as there may be; of steps with as many, the roundest.
    let fitting = steps.filter { count($0) <= 3 }.max { (count($0), $0) < (count($1), $1) }
    let chosen = max(smallestStep, fitting ?? top)
    values = (0...max(0, Int((top / chosen).rounded(.down)))).map { Double($0) * chosen }
  }

  /// Ticks with the same number of decimals.
  var labels: [String] {
    let digits = (0...3).first { digits in
      values.allSatisfy { value in
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        return (value * scale - (value * scale).rounded()).magnitude < 0.001
      }
    }
    return values.map { NumberText.decimal($0, digits: digits ?? 3) }
  }

  /// With their labels, for a frame.
  ///
  /// - Parameters:
  ///   - size: of the ticks' unit, in the unit of the data.
  ///   - name: of the ticks' unit, which ends the last label; may be empty.
  func labeled(size: Double, name: String) -> [(value: Double, label: String)] {
    var ticks = zip(values, labels).map { (value: $0 * size, label: $1) }
    if !name.isEmpty { ticks[ticks.count - 1].label += NumberText.noBreak + name }
    return ticks
  }
}

/// Labels of the time below a chart.
struct TimeAxis: Sendable {
  struct Label: Equatable, Sendable {
    /// From 0 at the left to 1 at the right.
    let place: Double
    let text: String
    /// Left out on a narrow screen.
    let isMinor: Bool
  }

  let start: Int64
  let end: Int64
  let labels: [Label]

  func place(_ time: Int64) -> Double { Double(time - start) / Double(max(1, end - start)) }

  /// 24 hours, with a label every three hours and at the end.
  ///
  /// - Parameter isNarrow: whether the chart shares its line with another.
  static func hours(until end: Int64, isNarrow: Bool = false) -> TimeAxis {
    let start = end - TimeText.day
    var labels: [Label] = []
    var tick = (start / 10_800 + 1) * 10_800
    while tick < end {
      let place = Double(tick - start) / Double(TimeText.day)
      if place > 0.03, place < (isNarrow ? 0.85 : 0.93) {
        let isMidnight = TimeText.dayStart(tick) == tick
        labels.append(
          Label(
            place: place, text: isMidnight ? TimeText.weekday(tick) : TimeText.hour(tick),
            isMinor: tick % 21_600 != 0 || place > 0.83 || place < 0.07))
      }
      tick += 10_800
    }
    labels.append(Label(place: 1, text: TimeText.hour(end), isMinor: false))
    return TimeAxis(start: start, end: end, labels: labels)
  }

  /// Days, with a label at the beginning of each Monday, and at the end.
  static func days(from start: Int64, to end: Int64) -> TimeAxis {
    var labels: [Label] = []
    var day = TimeText.dayStart(start)
    while day < end {
      let place = Double(day - start) / Double(max(1, end - start))
      if TimeText.isMonday(day), place > 0.03, place < 0.88 {
        labels.append(Label(place: place, text: TimeText.date(day), isMinor: false))
      }
      day += TimeText.day
    }
    labels.append(Label(place: 1, text: TimeText.date(end - 1), isMinor: false))
    return TimeAxis(start: start, end: end, labels: labels)
  }
}
