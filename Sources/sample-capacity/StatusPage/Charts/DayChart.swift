/// The wait of build pods day by day.
struct DayChart {
  /// The last day, 00:00 UTC.
  let today: Int64
  let days: [StatusPageInput.Day]
  static let count = 30
  private let slot = 48

  /// Less than 85% of its build pods started within the predicted time.
  static func isMissed(_ day: StatusPageInput.Day) -> Bool { day.score.share.map { $0 < 0.85 } ?? false }

  /// Whether a day after the first has no data.
  var hasGaps: Bool { !gaps.isEmpty }

  /// Before the first day there is nothing to miss.
  private var gaps: [Int] {
    let slots = slots
    let first = slots.firstIndex { $0 != nil } ?? slots.count
    return slots.indices.dropFirst(first).filter { slots[$0]?.real == nil }
  }

  var svg: Markup {
    let frame = frame
    let slots = slots
    func columns(missed: Bool) -> String {
      PathData.columns(
        slots.enumerated().compactMap { index, day in
          guard let day, let real = day.real, Self.isMissed(day) == missed else { return nil }
          return (x: index * slot + 9, y: min(frame.y(real), ChartFrame.units - 4))
        }, width: 30)
    }
    let marks = slots.enumerated().compactMap { index, day in
      day?.predicted.map { "M\(index * slot + 4) \(frame.y($0))h40" }
    }.joined()
    return frame.svg(
      [
        Shape.area(columns(missed: false), .runningAtTimes), Shape.area(columns(missed: true), .missed),
        Shape.line("M0 \(ChartFrame.units)H\(frame.width)", "x0"), Shape.line(marks, "a", width: 2),
      ], texts(frame, slots))
  }

  private var slots: [StatusPageInput.Day?] {
    let start = today - Int64(Self.count - 1) * TimeText.day
    var slots = [StatusPageInput.Day?](repeating: nil, count: Self.count)
    for day in days {
      let index = Int((TimeText.dayStart(day.day) - start) / TimeText.day)
      if day.day >= start, slots.indices.contains(index) { slots[index] = day }
    }
    return slots
  }

  private var frame: ChartFrame {
    // With room for a line of text.
    let axis = WaitAxis(top: top * 1.25)
    return ChartFrame(
      id: "d", title: "Wait of build pods, day by day", description: description, height: 84,
      width: Self.count * slot, top: axis.top, ticks: axis.ticks, labels: labels)
  }

  /// Below the columns of Mondays and of today.
  private var labels: [TimeAxis.Label] {
    (0..<Self.count).compactMap { index in
      let day = today - Int64(Self.count - 1 - index) * TimeText.day
      if index == Self.count - 1 { return .init(place: 1, text: TimeText.date(day), isMinor: false) }
      let place = (Double(index) + 0.5) / Double(Self.count)
      guard TimeText.isMonday(day), place > 0.03, place < 0.88 else { return nil }
      return .init(place: place, text: TimeText.date(day), isMinor: false)
    }
  }

  /// In seconds.
  private var top: Double { days.flatMap { [$0.real, $0.predicted] }.compactMap(\.self).max() ?? 0 }

  private var highest: StatusPageInput.Day? {
    days.filter { $0.real != nil }.max { ($0.real ?? 0) < ($1.real ?? 0) }
  }

  private var description: String {
    let text = "A column is the time within which 9 in 10 build pods started; the mark is the prediction. "
    guard let highest, let real = highest.real else { return text + "No build pod started." }
    return text + "Highest: \(DurationText.exact(Int64(real))) on \(TimeText.date(highest.day))."
  }

  private func texts(_ frame: ChartFrame, _ slots: [StatusPageInput.Day?]) -> [Markup] {
    var texts = gaps.map { index in
      ChartFrame.text(
        ChartFrame.percent((Double(index) + 0.5) / Double(Self.count)), "\(frame.height + 2)", "–",
        anchor: "middle", "")
    }
    if let highest, let real = highest.real, let index = slots.firstIndex(where: { $0?.day == highest.day }) {
      texts.append(
        frame.peak(
          "\(DurationText.estimate(Int64(real))) on \(TimeText.date(highest.day))",
          at: (Double(index) + 0.5) / Double(Self.count), above: top))
    }
    return texts
  }
}
