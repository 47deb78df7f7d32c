/// Why builds wait: what pods request of each resource, and what is there.
struct CapacitySection {
  let page: PageContext
  /// The scarcest extended resources get charts; the rest is in a table.
  private static let charted = 5

  var markup: Markup {
    guard let sample = page.input.sample else {
      return page.section("capacity", "Capacity", [PageContext.lead("No sample.")])
    }
    return page.section("capacity", "Capacity", [PageContext.lead(lead)] + resources(sample) + [rest(sample)])
  }

  private var lead: Markup {
    guard let scarcest = page.scarcest, let share = scarcest.askedFor else {
      return page.isStale
        ? page.asOf + "no node accepted pods." : "There is nothing to request: no node has any capacity."
    }
    let percent = NumberText.percent(share)
    let now: Markup =
      page.isStale
      ? page.asOf + "pods requested \(strong: percent) of the " + scarcest.resource.word + "."
      : "Pods request \(strong: percent) of the " + scarcest.resource.word + "."
    return now + average
  }

  /// Idle hours are a lower bound, because gaps do not count.
  private var average: Markup {
    guard !page.isStale, let cpu = page.input.series.first(where: { $0.resource == .cpu }),
      let average = cpu.average
    else { return .empty }
    return
      " Over \(days(cpu)), running pods requested \(NumberText.wholePercent(average.askedFor)) of the CPU on average; at least \(NumberText.cpuHours(average.idleHours)) went unrequested."
  }

  private func days(_ series: StatusPageInput.ResourceSeries) -> String {
    guard let first = series.month.first else { return "30\(NumberText.noBreak)days" }
    let days = Int((page.end - first.from + TimeText.day / 2) / TimeText.day)
    return days < 2 ? "the last day" : NumberText.count(min(30, days), "day")
  }

  private func resources(_ sample: StatusPageInput.Sample) -> [Markup] {
    guard page.input.history == .known,
      page.input.series.contains(where: { $0.day.count > 1 || !$0.month.isEmpty })
    else { return sample.resources.prefix(2 + Self.charted).map(bar) + [beginning(sample)] }
    let pairs = page.input.series.prefix(2 + Self.charted).enumerated().compactMap { index, series in
      page.amounts(series.resource).map { pair(index, series, $0) }
    }
    return pairs + [
      DataTable.details("Table: hour by hour", "Capacity, hour by hour", table(isOfDay: true)),
      DataTable.details("Table: day by day", "Capacity, day by day", table(isOfDay: false)),
    ]
  }

  private func beginning(_ sample: StatusPageInput.Sample) -> Markup {
    if page.input.history == .none {
      return PageContext.note("Charts need a history: give sample-capacity \(code: "--ledger DIR").")
    }
    return PageContext.note(
      "Charts begin with the second sample, due \(TimeText.minute(sample.time + page.input.interval)).")
  }

  private func heading(_ amounts: StatusPageInput.Amounts) -> Markup {
    let share: Markup =
      amounts.askedFor.map { " \(NumberText.percent($0)) requested" } ?? ""
    return .element("h3", [], amounts.resource.title + .element("span", [], share))
  }

  /// A sentence with the figures.
  private func key(
    _ amounts: StatusPageInput.Amounts, _ unit: AmountUnit, hasGaps: Bool = false
  ) -> Markup {
    let parts = [
      Swatch.square(.running).with("running pods: \(unit.withName(amounts.running))"),
      Swatch.square(.waiting).with("waiting pods: \(unit.withName(amounts.waiting))"),
      Swatch.dash.with("allocatable: \(unit.withName(amounts.allocatable))"),
    ]
    return Swatch.key(parts, hasGaps: hasGaps)
  }

  private func pair(
    _ index: Int, _ series: StatusPageInput.ResourceSeries, _ amounts: StatusPageInput.Amounts
  ) -> Markup {
    let day = day(series)
    let month = month(series)
    // Both of a pair have the same scale: of the 30 days, which include the last.
    let highest =
      (day.buckets + month.buckets).compactMap { $0.map { max($0.total, $0.allocatable) } }.max()
      ?? amounts.allocatable
    let unit = AmountUnit(series.resource, largest: max(highest, amounts.allocatable))
    func chart(
      _ id: String, _ data: (axis: TimeAxis, buckets: [ChartBucket?]), _ period: String, isDay: Bool
    ) -> Markup {
      .element(
        "figure", [], .element("figcaption", [], Markup(period)),
        CapacityChart(
          id: "\(id)\(index)", resource: series.resource, unit: unit, top: max(highest, 1e-9) * 1.03,
          axis: data.axis, buckets: data.buckets, period: period, parted: isDay,
          // In the 30 days, the text would be wider than what is missing.
          endsEarly: isDay ? page.endsEarly : nil
        ).svg)
    }
    let hasGaps = [day, month].contains { Downsampling.runs($0.buckets).count > 1 }
    return heading(amounts) + key(amounts, unit, hasGaps: hasGaps)
      + .element(
        "div", [.class("pair")], chart("c", day, "24 hours", isDay: true),
        chart("m", month, "30 days", isDay: false))
  }

  /// The last 24 hours, in steps of 5 minutes.
  private func day(_ series: StatusPageInput.ResourceSeries) -> (axis: TimeAxis, buckets: [ChartBucket?]) {
    let axis = TimeAxis.hours(until: page.end, isNarrow: true)
    let sampling = Downsampling(
      start: axis.start + 1, step: 300 * coarseness, count: 288 / Int(coarseness),
      longestStep: page.input.interval * 5 / 2)
    return (axis, sampling.buckets(series.day))
  }

  /// The last 30 days, in steps of 3 hours that begin at whole ones.
  private func month(_ series: StatusPageInput.ResourceSeries) -> (axis: TimeAxis, buckets: [ChartBucket?]) {
    let end = (page.end / 10_800 + 1) * 10_800
    let start = end - 240 * 10_800
    let sampling = Downsampling(
      start: start, step: 10_800, count: 240, longestStep: page.input.interval * 5 / 2)
    return (.days(from: start, to: end), sampling.buckets(series.month))
  }

  /// With many resources, charts have fewer and longer buckets, so that the page stays below 100 KB.
  private var coarseness: Int64 {
    switch page.input.series.count {
    case ...4: 1
    case ...6: 2
    default: 3
    }
  }

  /// What the charts show, in figures.
  private func table(isOfDay: Bool) -> DataTable {
    let shown = page.input.series.prefix(2 + Self.charted)
    let unit = shown.map { series in
      AmountUnit(series.resource, largest: (series.day + series.month).map(\.allocatable).max() ?? 0)
    }
    // What is allocatable seldom changes within a day.
    let isShort = isOfDay && coarseness > 1
    var columns = [DataTable.Column.words(isOfDay ? "Hour" : "Day")]
    for (series, unit) in zip(shown, unit) {
      let name = series.resource.title + (unit.name.isEmpty || unit == .core ? "" : ", \(unit.name)")
      columns += [.number(name + ": running pods"), .number("with waiting ones")]
      if !isShort { columns.append(.number("allocatable")) }
    }
    var table = DataTable(columns)
    let step: Int64 = isOfDay ? 3600 : TimeText.day
    let count = isOfDay ? 24 : 30
    let start = page.end / step * step - Int64(count - 1) * step
    let data = shown.map { series in
      Downsampling(start: start, step: step, count: count, longestStep: page.input.interval * 5 / 2)
        .buckets(isOfDay ? series.day : series.month)
    }
    for index in 0..<count where data.contains(where: { $0[index] != nil }) {
      let time = start + Int64(index) * step
      let name =
        isOfDay ? TimeText.datePrefix(time, now: page.end) + TimeText.hour(time) : TimeText.date(time)
      table.add([Markup(name)] + zip(data, unit).flatMap { cells($0[index], $1).prefix(isShort ? 2 : 3) })
    }
    return table
  }

  /// Running pods from their lowest to their highest: `445–1,803`.
  private func cells(_ bucket: ChartBucket?, _ unit: AmountUnit) -> [Markup] {
    guard let bucket else { return ["–", "–", "–"] }
    let (low, high) = (unit.text(bucket.low), unit.text(bucket.high))
    return [low == high ? low : "\(low)–\(high)", unit.text(bucket.total), unit.text(bucket.allocatable)].map
    {
      Markup($0)
    }
  }

  /// One sample, without an axis.
  private func bar(_ amounts: StatusPageInput.Amounts) -> Markup {
    let unit = AmountUnit(amounts.resource, largest: amounts.allocatable)
    let whole = max(amounts.allocatable, amounts.running + amounts.waiting, 1e-9)
    func part(_ from: Double, _ to: Double, _ tone: Shape.Tone) -> Markup {
      .void(
        "rect",
        [
          .class(tone.rawValue), Attribute("x", ChartFrame.percent(from / whole)), Attribute("height", "14"),
          Attribute("width", ChartFrame.percent((to - from) / whole)), Attribute("fill", tone.color),
        ])
    }
    let end = ChartFrame.percent(amounts.allocatable / whole)
    let label =
      "running pods: \(unit.withName(amounts.running)), waiting pods: \(unit.withName(amounts.waiting)), "
      + "allocatable: \(unit.withName(amounts.allocatable))"
    return heading(amounts) + key(amounts, unit)
      + .element(
        "svg",
        [
          .class("bar"), Attribute("width", "100%"), Attribute("height", "18"), Attribute("role", "img"),
          Attribute("aria-label", label), Attribute("overflow", "visible"),
        ],
        .void(
          "rect",
          [
            .class("t"), Attribute("width", "100%"), Attribute("height", "14"), Attribute("fill", "#888"),
            Attribute("fill-opacity", ".3"),
          ]), part(0, amounts.running, .running),
        part(amounts.running, amounts.running + amounts.waiting, .waiting),
        .void(
          "line",
          [
            .class("a"), Attribute("x1", end), Attribute("x2", end), Attribute("y1", "-3"),
            Attribute("y2", "17"), Attribute("fill", "none"),
            Attribute("stroke", "currentColor"), Attribute("stroke-width", "2"),
          ]))
  }

  /// Extended resources without a chart.
  private func rest(_ sample: StatusPageInput.Sample) -> Markup {
    let charted = Set(page.input.series.prefix(2 + Self.charted).map(\.resource))
    let hasCharts = page.input.history == .known && !charted.isEmpty
    let rest = sample.resources.enumerated().filter { index, amounts in
      hasCharts ? !charted.contains(amounts.resource) : index >= 2 + Self.charted
    }.map(\.element)
    guard !rest.isEmpty else { return .empty }
    var table = DataTable([
      .words("Resource"), .number("running pods"), .number("waiting pods"), .number("allocatable"),
      .number("requested"),
    ])
    for amounts in rest {
      let unit = AmountUnit(amounts.resource, largest: amounts.allocatable)
      table.add(
        [amounts.resource.title]
          + [amounts.running, amounts.waiting, amounts.allocatable].map { Markup(unit.text($0)) } + [
            Markup(NumberText.percent(amounts.askedFor))
          ])
    }
    return DataTable.details(
      "Table: \(NumberText.count(rest.count, "more resource"))", "More resources", table)
  }
}
