import Shared

/// The report for people: why nothing was deleted, a row per pod unless there are too many, and the sums.
extension ReapReport {
  /// More rows than that are not listed, because nobody reads them.
  static let mostRows = 50
  static let mostRowsIfRefused = 10

  func writeText(to output: StandardOutput, style: TextStyle) throws {
    guard listBegan else { return }
    if let refusal {
      let start = refusal.gate == .missingNamespace ? "Not started" : "Refused"
      try output.write(line: "\(start): \(refusal.reason). Nothing was deleted.".withoutControlCharacters)
    }
    let rows = rows
    guard !rows.isEmpty else {
      guard refusal == nil else { return }
      let outcome = errors.isEmpty ? "No pods to delete" : "Nothing was deleted"
      let place = place.text(context: context, server: server)
      return try output.write(line: "\(outcome): \(listed.grouped) listed\(place).".withoutControlCharacters)
    }
    let shown = shown(of: rows, isWide: style.isWide)
    let width = style.width
    let isWhole = shown.count == rows.count
    var blocks = [
      shown.isEmpty ? [] : table(shown, isWide: style.isWide, isWhole: isWhole).lines(width: width)
    ]
    if !isWhole { blocks[0].append(omitted(rows.count - shown.count, shown: shown.count)) }
    let sums = PodSums(rows.lazy.map { ($0.pod, $0.outcome) }, isRefused: refusal != nil)
    blocks.append(sums.table(isWide: style.isWide).lines(width: width))
    for (index, block) in blocks.enumerated() {
      if index > 0 || refusal != nil { try output.write(line: "") }
      for line in block { try output.write(line: line) }
    }
    if let freed, freed.pods > 0 { try output.write(line: "freed: \(freed.freed.text)") }
    if dryRun != .none, refusal == nil { try output.write(line: "Dry run: nothing was deleted.") }
  }

  func writeNames(to output: StandardOutput) throws {
    // As kubectl delete does: only what is deleted, or would be.
    for row in rows where [.deleted, .wouldDelete].contains(row.outcome) {
      try output.write(line: "pod/\(row.pod.name)".withoutControlCharacters)
    }
  }

  private func shown(of rows: ReportRows, isWide: Bool) -> ReportRows {
    if isWide || explains { return rows }
    if refusal != nil { return rows.first(Self.mostRowsIfRefused) }
    if rows.count <= Self.mostRows { return rows }
    // A few pods that something happened to, among many that wait for a later run, are listed by name.
    let touched = rows.without(.deferred)
    return touched.count <= Self.mostRows ? touched : rows.first(0)
  }

  private func omitted(_ count: Int, shown: Int) -> String {
    let number = shown == 0 ? "\(count.grouped) pods" : "… and \(count.grouped) more"
    // The same command again would delete the next ones.
    return dryRun == .none && refusal == nil
      ? "\(number), not listed; --dry-run -o wide lists those that are left."
      : "\(number); -o wide lists them."
  }

  /// - Parameter isWhole: whether these are all rows.
  private func table(_ rows: ReportRows, isWide: Bool, isWhole: Bool) -> TextTable {
    let header = ["NAMESPACE", "NAME", "REASON", "OUTCOME", "DETAIL"]
    // What they say also stands in the sums, but the sums also count the rows that are left out.
    let droppable: Set =
      isWhole || refusal != nil ? ["NAMESPACE", "REASON", "OUTCOME"] : ["NAMESPACE", "REASON"]
    var table = TextTable(header, droppable: isWide ? [] : droppable, shrinkable: ["NAMESPACE", "NAME"])
    for (pod, outcome) in rows {
      let error = pod.refusalCode.map { "not permitted (\($0))" } ?? pod.error ?? ""
      let detail = [pod.judgment.detail(policy: policy, now: now), error].filter { !$0.isEmpty }
      table.add([
        pod.namespace, pod.name, pod.judgment.reason, outcome.text(isRefused: refusal != nil),
        detail.joined(separator: "; "),
      ])
    }
    return table
  }
}

extension Candidate.Outcome {
  /// For people. If a gate refused the run, its pods are held back; `deferred` says that a later run takes them.
  func text(isRefused: Bool) -> String { self == .deferred && isRefused ? "held back" : rawValue }
}
