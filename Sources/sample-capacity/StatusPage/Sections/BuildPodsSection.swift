/// Names of build pods, which only help a reader who has read the rest.
struct BuildPodsSection {
  let page: PageContext

  var markup: Markup {
    guard let sample = page.input.sample, let pods = sample.buildPods, !page.hidesNames else { return .empty }
    return page.section("pods", "Build pods", [PageContext.lead(lead(pods))] + content(sample, pods))
  }

  private func lead(_ pods: StatusPageInput.BuildPods) -> Markup {
    guard pods.running > 0 else { return "None is running." }
    let running: Markup =
      "\(strong: NumberText.whole(pods.running)) \(pods.running == 1 ? "is" : "are") running."
    guard pods.overdue > 0 else { return running }
    let isOne = pods.overdue == 1
    let overdue: Markup =
      " \(NumberText.whole(pods.overdue)) \(isOne ? "is past its deadline" : "are past their deadlines")"
    guard let reap = page.input.lastReap, !reap.isDryRun, reap.exitCode == 0 else {
      return running + overdue + "."
    }
    return running + overdue + "; the next run of \(code: "reap-pods") deletes \(isOne ? "it" : "them")."
  }

  private func content(_ sample: StatusPageInput.Sample, _ pods: StatusPageInput.BuildPods) -> [Markup] {
    guard pods.running > 0 else { return rule }
    let rows = pods.oldest + pods.youngest
    guard !rows.isEmpty else { return [] }
    let namespaces = Set(rows.map(\.namespace))
    let head: Markup =
      namespaces.count == 1 ? "Pod in namespace " + .named(namespaces.first ?? "") : "Namespace and pod"
    var table = DataTable([
      .words(head), .words("Node", isMinor: true), .number("Age"), .number("Deadline"),
    ])
    for row in pods.oldest { table.add(cells(row, sample.time, namespaces.count > 1)) }
    if pods.more > 0 { table.add(gap: "\(NumberText.whole(pods.more)) more") }
    for row in pods.youngest { table.add(cells(row, sample.time, namespaces.count > 1)) }
    return [table.markup]
  }

  private var rule: [Markup] {
    guard let prefix = page.input.buildPodPrefix else { return [] }
    return [
      PageContext.note(
        "A build pod is one whose name begins with \(code: prefix); \(code: "--build-name-prefix") says otherwise."
      )
    ]
  }

  private func cells(_ row: StatusPageInput.BuildPodRow, _ time: Int64, _ hasNamespace: Bool) -> [Markup] {
    [
      .element("code", [], .named((hasNamespace ? row.namespace + "/" : "") + row.name)),
      .element("code", [], .named(row.node.isEmpty ? "–" : row.node)),
      Markup(DurationText.exact(time.subtractingReportingOverflow(row.created).partialValue)),
      deadline(row, time),
    ]
  }

  private func deadline(_ row: StatusPageInput.BuildPodRow, _ time: Int64) -> Markup {
    guard let deadline = row.deadline else { return "–" }
    let left = deadline.subtractingReportingOverflow(time)
    guard !left.overflow else { return "–" }
    if left.partialValue < 0 {
      return .element(
        "span", [.class("ill")], "\(DurationText.exact(Int64(clamping: left.partialValue.magnitude))) ago")
    }
    return "in \(DurationText.exact(left.partialValue))"
  }
}
