import Shared

/// Looks up what a ledger knows about a pod. Contacts no cluster.
struct HistoryRun: ToolRun {
  var report: HistoryReport
  private let namespaces: [String]
  /// The name or the UID.
  private let wanted: String

  /// - Parameter wanted: a name, a UID, `namespace/name`, or `pod/name` as kubectl prints it.
  init(_ wanted: String, ledger: String, namespaces: [String], now: Int64) {
    report = HistoryReport(wanted: wanted, ledger: ledger, now: now)
    let parts = wanted.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    self.wanted = parts.count == 2 ? parts[1] : wanted
    self.namespaces = parts.count == 2 && parts[0] != "pod" ? [parts[0]] : namespaces
  }

  mutating func run() throws {
    let ledger = try LedgerReader(report.ledger)
    var search = HistorySearch(wanted, namespaces: namespaces)
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
      if search.omittedDeletions > 0 {
        report.warnings.append(
          Warning(
            message: "left out the \(search.omittedDeletions) oldest attempts to delete them",
            kind: "the ledger"))
      }
    }
    try search.read(ledger)
    guard search.pods.isEmpty else { return }
    throw NotInLedgerError(
      wanted: wanted, namespaces: namespaces, ledger: ledger.folder.path, days: search.days.map { $0 })
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
