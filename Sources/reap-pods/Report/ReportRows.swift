/// Matched and kept pods in the order of a report: by namespace and name. Sorts their numbers, not the pods, which
/// would need several times the memory of all of them.
struct ReportRows: RandomAccessCollection {
  typealias Element = (pod: Candidate, outcome: Candidate.Outcome)

  private let matched: [Candidate]
  private let kept: [Candidate]
  /// Indices of `matched`, and after them of `kept`.
  private var order: [Int32]

  init(matched: [Candidate], kept: [Candidate]) {
    self.matched = matched
    self.kept = kept
    order = Array(0..<Int32(clamping: matched.count + kept.count))
    order.sort { [matched, kept] in
      let (first, second) = (Self.pod($0, matched, kept), Self.pod($1, matched, kept))
      return (first.namespace, first.name) < (second.namespace, second.name)
    }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { order.count }

  subscript(position: Int) -> Element { row(order[position]) }

  /// The first rows, at most `count`.
  func first(_ count: Int) -> ReportRows {
    var rows = self
    rows.order = Array(order.prefix(count))
    return rows
  }

  /// The rows with other outcomes than this one.
  func without(_ outcome: Candidate.Outcome) -> ReportRows {
    var rows = self
    rows.order = order.filter { row($0).outcome != outcome }
    return rows
  }

  private func row(_ index: Int32) -> Element {
    let pod = Self.pod(index, matched, kept)
    return (pod, index < matched.count ? pod.outcome : .kept)
  }

  private static func pod(_ index: Int32, _ matched: [Candidate], _ kept: [Candidate]) -> Candidate {
    let index = Int(index)
    return index < matched.count ? matched[index] : kept[index - matched.count]
  }
}
