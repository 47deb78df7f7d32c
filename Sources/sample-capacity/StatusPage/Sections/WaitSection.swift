/// Whether the predicted wait was what happened.
struct WaitSection {
  let page: PageContext

  var markup: Markup { page.section("wait", "Wait", content) }

  private var content: [Markup] {
    let input = page.input
    guard let waits = input.waits, !waits.quarters.isEmpty || !waits.days.isEmpty else { return withoutWaits }
    let note = input.sample?.estimate.isMeasuring == true ? measuring : nil
    return [PageContext.lead(lead(waits)), note].compactMap(\.self) + day(waits) + month(waits)
      + [methods(waits)]
  }

  private var withoutWaits: [Markup] {
    let input = page.input
    switch input.history {
    case .none:
      return [
        PageContext.lead("No history is kept."),
        PageContext.note(
          "Give sample-capacity \(code: "--ledger DIR"), and this page shows how long build pods really waited."
        ),
      ]
    case .begins:
      return [PageContext.lead("No history yet: this is the first sample."), measuring].compactMap(\.self)
    case .known:
      return [PageContext.lead("No build pod has been seen starting yet."), measuring].compactMap(\.self)
    }
  }

  private var measuring: Markup? {
    let waits = page.input.waits ?? .init()
    guard let estimate = page.input.sample?.estimate, estimate.method != EstimateMethod.history.rawValue
    else { return nil }
    let meaning: Markup =
      estimate.method == EstimateMethod.fit.rawValue ? ": what fits on the nodes now" : ""
    guard estimate.isMeasuring else {
      return PageContext.note(
        "The estimate is \(code: estimate.method)" + meaning + ". With "
          + "\(code: "--estimate history"), it is measured once \(NumberText.whole(waits.needed)) build pods have started."
      )
    }
    return PageContext.note(
      "Measuring the wait takes \(NumberText.whole(waits.needed)) started build pods; \(NumberText.whole(waits.started)) so far. "
        + "Until then the estimate is \(code: estimate.method)" + meaning + ".")
  }

  private func lead(_ waits: StatusPageInput.Waits) -> Markup {
    let time: Markup =
      page.isStale
      ? page.input.sample.map { "of the 24 hours up to \(page.moment($0.time))" } ?? ""
      : "of the last 24 hours"
    if let share = waits.day.proof {
      return "\(strong: NumberText.percent(share)) of the \(NumberText.whole(waits.day.pods)) build pods "
        + time + " started within the time predicted for 9\u{a0}in\u{a0}10."
    }
    guard let highest = waits.quarters.compactMap(\.real?.ninth).max() else {
      return "No build pod started in the last 24 hours."
    }
    guard highest >= 1 else { return "The build pods " + time + " started at once." }
    return "In the slowest quarter hour " + time
      + ", 9 in 10 build pods started within \(strong: DurationText.exact(Int64(highest)))."
  }

  private func day(_ waits: StatusPageInput.Waits) -> [Markup] {
    guard waits.quarters.contains(where: { $0.real != nil || $0.predicted != nil }) else { return [] }
    let hasBand = waits.quarters.contains { $0.predicted != nil }
    let chart = WaitChart(
      axis: .hours(until: page.end), quarters: waits.quarters, endsEarly: page.endsEarly)
    var key = [Swatch.bar(.bar).with("actual")]
    if hasBand {
      key.insert(Swatch.square(.band).with("predicted, from half to 9 in 10 build pods"), at: 0)
      key.append(Swatch.bar(.missed).with("actual, over 15% longer than predicted"))
    }
    return [
      Swatch.key(key, hasGaps: chart.hasGaps), .element("figure", [], chart.svg),
      DataTable.details("Table: hour by hour", "Wait, hour by hour", hours(waits)),
    ]
  }

  private func month(_ waits: StatusPageInput.Waits) -> [Markup] {
    guard waits.days.contains(where: { $0.real != nil }) else { return [] }
    let chart = DayChart(today: TimeText.dayStart(page.end), days: waits.days)
    var key = [Swatch.square(.runningAtTimes).with("9 in 10 build pods started within")]
    if waits.days.contains(where: { $0.predicted != nil }) { key.append(Swatch.mark.with("predicted")) }
    if waits.days.contains(where: DayChart.isMissed) {
      key.append(Swatch.bar(.missed).with("under 85% started within the prediction"))
    }
    if chart.hasGaps { key.append(Swatch.hyphen.with("no data")) }
    return [
      .element("h3", [], "Day by day, 30 days"), Swatch.key(key), .element("figure", [], chart.svg),
      DataTable.details("Table: day by day", "Wait, day by day", days(waits)),
    ]
  }

  private func time(_ seconds: Double?) -> String { seconds.map { DurationText.exact(Int64($0)) } ?? "–" }

  /// The highest of each hour.
  private func hours(_ waits: StatusPageInput.Waits) -> DataTable {
    var table = DataTable([
      .words("Hour"), .number("predicted, half"), .number("9 in 10"), .number("actual, half"),
      .number("9 in 10"),
    ])
    var quarters: [Int64: [StatusPageInput.Quarter]] = [:]
    for quarter in waits.quarters { quarters[quarter.from / 3600, default: []].append(quarter) }
    for hour in quarters.keys.sorted() {
      let all = quarters[hour] ?? []
      func highest(_ edge: (StatusPageInput.Quarter) -> Double?) -> Markup {
        Markup(time(all.compactMap(edge).max()))
      }
      let start = hour * 3600
      let name = TimeText.datePrefix(start, now: page.end) + TimeText.hour(start)
      table.add([
        Markup(name), highest { $0.predicted?.half }, highest { $0.predicted?.ninth },
        highest { $0.real?.half },
        highest { $0.real?.ninth },
      ])
    }
    return table
  }

  private func days(_ waits: StatusPageInput.Waits) -> DataTable {
    var table = DataTable([
      .words("Day"), .number("Build pods"), .number("9 in 10, predicted"), .number("actual"),
      .number("within predicted"),
    ])
    for day in waits.days {
      let share = NumberText.percent(day.score.share)
      table.add([
        Markup(TimeText.date(day.day)), Markup(NumberText.whole(day.score.pods)), Markup(time(day.predicted)),
        Markup(time(day.real)),
        DayChart.isMissed(day) ? .element("b", [.class("ill")], Markup(share)) : Markup(share),
      ])
    }
    return table
  }

  private func methods(_ waits: StatusPageInput.Waits) -> Markup {
    guard !waits.methods.isEmpty else { return .empty }
    var table = DataTable([
      .words("Method"), .number("half: 50% wanted"), .number("9 in 10: 90% wanted"), .number("mean loss"),
    ])
    for method in waits.methods {
      table.add([
        "\(code: method.name)", Markup(NumberText.percent(method.insideHalf)),
        Markup(NumberText.percent(method.insideNinth)),
        Markup(DurationText.exact(Int64(method.meanLoss))),
      ])
    }
    return DataTable.details("How good is the estimate?", "How good the estimate was in 24 hours", table)
  }
}
