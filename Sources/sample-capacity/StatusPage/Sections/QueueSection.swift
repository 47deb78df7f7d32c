/// Which pods are waiting, and for what.
struct QueueSection {
  let page: PageContext

  var markup: Markup {
    guard let sample = page.input.sample, !page.hidesNames else { return .empty }
    return page.section("queue", "Queue", [PageContext.lead(lead(sample))] + table(sample))
  }

  private func lead(_ sample: StatusPageInput.Sample) -> Markup {
    guard sample.waitingPods > 0 else { return "No pod is waiting." }
    let waiting = NumberText.count(sample.waitingPods, "pod")
    let first: Markup = "\(waiting) \(sample.waitingPods == 1 ? "is" : "are") waiting."
    let never = sample.queue.filter(\.isNever).reduce(0) { $0 + $1.pods }
    guard never > 0 else { return first }
    return first + " \(strong: "\(NumberText.whole(never)) can never start"): no node is large enough."
  }

  /// What fits nowhere, then by pods, then what needs nobody.
  static func sorted(_ rows: [StatusPageInput.QueueRow]) -> [StatusPageInput.QueueRow] {
    func rank(_ row: StatusPageInput.QueueRow) -> Int { row.isNever ? 0 : row.needsNobody ? 2 : 1 }
    return rows.enumerated().sorted { one, other in
      (rank(one.element), -one.element.pods, one.offset) < (
        rank(other.element), -other.element.pods, other.offset
      )
    }.map(\.element)
  }

  /// The names of resources are the cluster's, so their number has a limit here.
  private static let shownRows = 20

  private func table(_ sample: StatusPageInput.Sample) -> [Markup] {
    let rows = Self.sorted(sample.queue)
    guard !rows.isEmpty else { return [] }
    var table = DataTable([
      .words("Why"), .number("Pods"), .number("Oldest"),
      .number("under 1\(NumberText.noBreak)min", isMinor: true),
      .number("1–5", isMinor: true), .number("5–15", isMinor: true),
      .number("15–60\(NumberText.noBreak)min", isMinor: true),
      .number("over 1\(NumberText.noBreak)h", isMinor: true),
    ])
    for row in rows.prefix(Self.shownRows) { table.add(cells(why(row), row)) }
    if rows.count > Self.shownRows {
      table.add(gap: "\(NumberText.count(rows.count - Self.shownRows, "more reason"))")
    }
    var sum = StatusPageInput.QueueRow()
    for row in rows {
      sum.pods += row.pods
      sum.oldest = max(sum.oldest, row.oldest)
      for index in sum.ages.indices where row.ages.indices.contains(index) {
        sum.ages[index] += row.ages[index]
      }
    }
    table.add(cells("All", sum), isSum: true)
    return [table.markup]
  }

  private func why(_ row: StatusPageInput.QueueRow) -> Markup {
    let why: Markup = row.isNever ? .element("span", [.class("ill")], .named(row.why)) : .named(row.why)
    guard let detail = row.detail else { return why }
    return why + .element("div", [], .element("small", [], .named(detail)))
  }

  private func cells(_ why: Markup, _ row: StatusPageInput.QueueRow) -> [Markup] {
    [why, Markup(NumberText.whole(row.pods)), Markup(DurationText.exact(row.oldest))]
      + row.ages.prefix(5).map { Markup($0 == 0 ? "·" : NumberText.whole($0)) }
  }
}
