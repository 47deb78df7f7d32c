/// Four figures.
struct FactsSection {
  let page: PageContext

  private var input: StatusPageInput { page.input }

  var markup: Markup {
    .element("dl", [.class("facts")], [askedFor, waiting, nodes, lastReap].compactMap(\.self))
  }

  /// - Parameter isOld: whether it is of an older sample.
  private func fact(
    _ label: Markup, _ figure: String, _ unit: Markup, _ small: Markup, isOld: Bool, isBad: Bool = false
  ) -> Markup {
    let time: Markup =
      isOld
      ? input.sample.map { ", \(TimeText.datePrefix($0.time, now: page.now))\(TimeText.hour($0.time))" } ?? ""
      : ""
    return .element(
      "div", [.class(isOld ? "old" : isBad ? "ill" : "fact")], .element("dt", [], label + time),
      .element("dd", [], .element("b", [], Markup(figure)) + " " + unit),
      .element("dd", [], small))
  }

  /// Of the scarcest resource.
  private var askedFor: Markup? {
    guard let amounts = page.scarcest else {
      return fact("CPU requested", "–", "", "no sample", isOld: false)
    }
    let unit = AmountUnit(amounts.resource, largest: amounts.allocatable)
    let digits = amounts.resource == .cpu ? (amounts.allocatable >= 100 ? 0 : 1) : unit.digits
    func text(_ amount: Double) -> String { unit.text(amount, digits: digits) }
    let name = unit.name.isEmpty ? "" : NumberText.noBreak + unit.name
    return fact(
      amounts.resource.title + " requested", NumberText.percent(amounts.askedFor), "",
      "running\u{a0}pods\u{a0}\(text(amounts.running)) + waiting\u{a0}pods\u{a0}\(text(amounts.waiting)), "
        + "of\u{a0}\(text(amounts.allocatable))\(name)",
      isOld: page.isStale)
  }

  private var waiting: Markup? {
    guard let sample = input.sample else { return fact("Waiting", "–", "", "no sample", isOld: false) }
    let never = sample.queue.filter(\.isNever).map(\.oldest).max()
    let small: Markup =
      if sample.waitingPods == 0 { "the queue is empty" } else if let oldest = sample.oldestWaiting {
        "oldest \(DurationText.exact(oldest))"
          + (never.map { $0 >= oldest } == true ? ": it fits no node" : "")
      } else { "" }
    return fact(
      "Waiting", NumberText.whole(sample.waitingPods), sample.waitingPods == 1 ? "pod" : "pods", small,
      isOld: page.isStale)
  }

  private var nodes: Markup? {
    guard let nodes = input.sample?.nodes else {
      return fact("Nodes accepting pods", "–", "", "no sample", isOld: false)
    }
    return fact(
      "Nodes accepting pods", NumberText.whole(nodes.accepting), "of \(NumberText.whole(nodes.total))",
      Markup(Self.obstacles(nodes)), isOld: page.isStale, isBad: nodes.accepting == 0)
  }

  /// `2 cordoned, none NotReady`
  static func obstacles(_ nodes: StatusPageInput.NodeCounts) -> String {
    let counts = [
      (nodes.cordoned, "cordoned"), (nodes.notReady, "NotReady"), (nodes.tainted, "tainted"),
      (nodes.deleting, "being deleted"),
    ].filter { $0.0 > 0 }.map { "\(NumberText.whole($0.0)) \($0.1)" }
    if counts.isEmpty { return nodes.total == 0 ? "the cluster has no nodes" : "none cordoned or NotReady" }
    return counts.joined(separator: ", ") + (nodes.notReady == 0 ? ", none NotReady" : "")
  }

  /// Current even if sampling fails: it is another program's.
  private var lastReap: Markup? {
    guard let reap = input.lastReap else {
      let small: Markup =
        page.ledgerIsUnreadable
        ? "not known: the ledger cannot be read"
        : input.history == .none
          ? "not known without \(code: "--ledger")"
          : input.reaped?.rows.isEmpty == false ? "none since yesterday" : "none in this ledger yet"
      return fact("Last reap", "–", "", small, isOld: false)
    }
    let age = page.now - reap.time
    let ago = age >= 3600 ? ", \(DurationText.exact(age)) ago" : ""
    let late = reap.isOverdue(at: page.now) ? ", overdue" : ""
    let unit =
      (reap.deleted == 1 ? "pod " : "pods ") + (reap.isDryRun ? "would be deleted" : "deleted")
    let end: Markup = "exit \(reap.exitCode.description) \(reap.exitName)\(late)"
    return fact(
      "Last reap", NumberText.whole(reap.deleted), Markup(unit),
      "\(page.precise(reap.time))\(ago), " + end, isOld: false,
      isBad: reap.exitCode != 0 || reap.isOverdue(at: page.now))
  }
}
