/// A run's warnings. Counts all, but keeps only the first of each kind, so that a million odd objects do not fill
/// memory, the report or the journal.
public struct Warnings: Sendable {
  /// How many of each kind to keep.
  public static let limit = 20

  public private(set) var kept: [Warning] = []
  /// How many there were of each kind, including those not kept.
  private var counts: [String: Int] = [:]

  public init() {}

  /// How many there were, including those not kept.
  public var count: Int { counts.values.reduce(0, +) }

  public var omitted: Int { count - kept.count }

  public var isEmpty: Bool { counts.isEmpty }

  public mutating func append(_ warning: Warning) {
    let before = counts[warning.kind, default: 0]
    counts[warning.kind] = before + 1
    if before < Self.limit { kept.append(warning) }
  }

  public static func += (warnings: inout Warnings, others: Warnings) {
    let counts = warnings.counts.merging(others.counts, uniquingKeysWith: +)
    for warning in others.kept { warnings.append(warning) }
    warnings.counts = counts
  }

  /// The members of a JSON report.
  public var json: [JSONValue.Member] {
    [
      .init("warnings", .array(kept.map(\.json))), .init("warningsOmitted", .integer(Int64(omitted))),
    ]
  }

  func log(to log: Log) {
    for warning in kept { log.warning(warning.line) }
    for (kind, count) in counts.sorted(by: { $0.key < $1.key }) where count > Self.limit {
      log.warning("\(count - Self.limit) more warnings of the same kind omitted: \(kind)")
    }
  }
}
