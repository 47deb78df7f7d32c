import Shared

/// Looks up what a ledger knows about a pod. Contacts no cluster.
struct HistoryRun: ToolRun {
  var report: HistoryReport
  private let namespaces: [String]

  init(_ wanted: String, ledger: String, namespaces: [String], now: Int64) {
    report = HistoryReport(wanted: wanted, ledger: ledger, now: now)
    self.namespaces = namespaces
  }

  mutating func run() throws {
    let ledger = try LedgerReader(report.ledger)
    var search = HistorySearch(report.wanted, namespaces: namespaces)
    defer {
      report.pods = search.found
      if search.torn > 0 {
        report.warnings.append(
          Warning(message: "skipped \(search.torn) incomplete lines of the ledger", kind: "the ledger"))
      }
      if search.omitted > 0 {
        report.warnings.append(
          Warning(
            message: "left out the \(search.omitted) oldest pods; name one by its UID", kind: "the ledger"))
      }
    }
    try search.read(ledger)
    guard search.pods.isEmpty else { return }
    throw NotInLedgerError(
      wanted: report.wanted, namespaces: namespaces, ledger: ledger.folder.path, days: search.days.map { $0 })
  }
}

/// The ledger knows nothing about a pod.
struct NotInLedgerError: DiagnosedError {
  let wanted: String
  let namespaces: [String]
  let ledger: String
  let days: (first: LedgerDay, last: LedgerDay)?

  var exitStatus: ExitStatus { .noinput }

  var description: String {
    let place = namespaces.isEmpty ? "" : " in namespace \(namespaces.joined(separator: " or "))"
    let span = days.map { "covers \($0.first) to \($0.last)" } ?? "is empty"
    return "no pod \"\(wanted)\"\(place) in the ledger \(ledger), which \(span)".escapingControlCharacters
  }
}
