/// What podkeeper deleted, and what that freed.
struct ReapedSection {
  let page: PageContext

  var markup: Markup {
    guard let reaped = page.input.reaped, !reaped.rows.isEmpty else {
      return page.section("reaped", "Reaped", nothing)
    }
    return page.section("reaped", "Reaped", [PageContext.lead(lead(reaped)), table(reaped)])
  }

  private var nothing: [Markup] {
    if page.input.lastReap != nil { return [PageContext.lead("podkeeper has deleted nothing so far.")] }
    let folder = page.input.ledgerFolder ?? "DIR"
    let advice: Markup =
      page.input.history == .none
      ? "Give both programs \(code: "--ledger DIR"), and what reap-pods deletes is counted here."
      : "Give \(code: "reap-pods") the same \(code: "--ledger \(folder)"), and what it deletes is counted here."
    return [PageContext.lead("Nothing recorded yet."), PageContext.note(advice)]
  }

  private func lead(_ reaped: StatusPageInput.Reaped) -> Markup {
    let pods = reaped.rows.reduce(0) { $0 + $1.pods }
    let time = reaped.days < 2 ? "today" : "in \(NumberText.count(min(30, reaped.days), "day"))"
    let deleted: Markup = "podkeeper deleted \(NumberText.count(pods, "pod")) \(time)."
    let overdue = reaped.rows.compactMap(\.overdue).reduce(0, +)
    guard overdue >= 0.5 else { return deleted }
    return deleted + " Pods past their deadline held \(strong: NumberText.cpuHours(overdue))."
  }

  /// The meaning of a reason, for readers who do not know reap-pods.
  static func meaning(_ reason: String) -> String? {
    switch reason {
    case "expired": "past its deadline"
    case "foreign-generation": "left by an earlier coordinator"
    case "retired-generation": "a CI job cleaned up after itself"
    case "finished": "had ended by itself"
    case "stuck-pending": "never ran"
    case "stuck-terminating": "its node is gone"
    case "kube-janitor", "k8s-ttl-controller", "gitlab", "kyverno": "past the deadline of that tool"
    default: nil
    }
  }

  private func table(_ reaped: StatusPageInput.Reaped) -> Markup {
    let unit = AmountUnit(.memory, largest: sum(reaped.rows.map(\.memory)) ?? 0)
    var table = DataTable([
      .words("Reason"), .words("Pods a day, 30 days", isMinor: true), .number("highest", isMinor: true),
      .number("Pods"), .number("CPU freed"), .number("\(unit.name) freed", isMinor: true),
      .number("Overdue CPU h"),
    ])
    let rows = reaped.rows.enumerated().sorted { ($1.element.pods, $0.offset) < ($0.element.pods, $1.offset) }
      .map(\.element)
    for row in rows.prefix(20) { table.add(cells(row, unit)) }
    table.add(
      [
        "All", "", "", Markup(NumberText.whole(rows.reduce(0) { $0 + $1.pods })),
        amount(sum(rows.map(\.cpu)), digits: 0),
        amount(sum(rows.map(\.memory)).map { $0 / unit.size }, digits: unit.digits),
        amount(sum(rows.map(\.overdue)), digits: 0),
      ], isSum: true)
    return table.markup
  }

  private func cells(_ row: StatusPageInput.ReapedRow, _ unit: AmountUnit) -> [Markup] {
    let meaning =
      Self.meaning(row.reason).map { Markup.element("div", [], .element("small", [], Markup($0))) } ?? .empty
    return [
      .named(row.reason) + meaning, Sparkline(values: row.daily).svg,
      Markup(NumberText.whole(row.daily.max() ?? 0)), Markup(NumberText.whole(row.pods)),
      amount(row.cpu, digits: 0), amount(row.memory.map { $0 / unit.size }, digits: unit.digits),
      amount(row.overdue, digits: 0),
    ]
  }

  private func sum(_ numbers: [Double?]) -> Double? {
    let known = numbers.compactMap(\.self)
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  private func amount(_ number: Double?, digits: Int) -> Markup {
    Markup(number.map { NumberText.decimal($0, digits: digits) } ?? "–")
  }
}
