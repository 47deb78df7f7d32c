import Shared

/// What happened in a span of time that is over: a line of `series.jsonl`.
struct SeriesBucket: LedgerRecord, Equatable, Sendable {
  static let kind = "bucket"

  /// A number that samples have, over the span.
  struct Sum: Equatable, Sendable {
    var low: Int64
    var high: Int64
    /// The number times the seconds for which it held.
    var integral: Double
  }

  /// How long build pods waited, and what had been promised. Times are in seconds.
  struct Waits: Equatable, Sendable {
    /// How many pods started in the span.
    var started = 0
    /// Within which half of them started.
    var p50: Double?
    /// Within which 9 in 10 of them started.
    var p90: Double?
    /// How many pods had a forecast whose P90 was over in the span: they count, started or not.
    var scored = 0
    /// The medians of their forecasts.
    var promised50: Double?
    var promised90: Double?
    /// How many of them started within their forecasts.
    var inside50 = 0
    var inside90 = 0
    /// How many were gone without a start before that could be told.
    var leftOut = 0
  }

  /// Unix seconds; a multiple of the span.
  var from: Int64
  /// In seconds.
  var span: Int64
  /// The seconds for which there are samples.
  var covered: Double = 0
  var samples = 0
  /// `cpu.running`, `cpu.pending`, `cpu.total` (both), `cpu.allocatable`, the same of `memory` and of each extended
  /// resource (`x.NAME.running`), `pods.running` and `pods.pending`.
  var sums: [String: Sum] = [:]
  var waits = Waits()
  /// What `reap-pods` deleted in the runs that ended in the span, by reason.
  var reaped: [String: ReapedSums] = [:]

  init(from: Int64, span: Int64) {
    self.from = from
    self.span = span
  }

  /// The time at which it is over, in unix seconds.
  var end: Int64 { from + span }
}

/// The two kinds of spans.
enum SeriesSpan: Int64, CaseIterable, Sendable {
  case hours = 10_800
  case day = 86_400

  /// How long buckets are kept, in seconds.
  var kept: Int64 {
    switch self {
    case .hours: 32 * 86_400
    case .day: 400 * 86_400
    }
  }

  /// When the bucket of a time begins.
  func start(of time: Int64) -> Int64 {
    let rest = time % rawValue
    return time - (rest < 0 ? rest + rawValue : rest)
  }
}

extension SeriesBucket {
  var members: [JSONValue.Member] {
    var members = LedgerMembers()
    members.set("from", from)
    members.set("span", span)
    members.set("covered", covered)
    members.set("samples", Int64(samples))
    let sums = sums.sorted { $0.key < $1.key }
    members.set(
      "sums",
      .object(
        sums.map {
          .init($0.key, [.integer($0.value.low), .integer($0.value.high), .real($0.value.integral)])
        }
      ))
    members.set("waits", waits.json)
    members.set("reaped", .object(reaped.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.json) }))
    return members.list
  }

  init(json: JSONCursor) throws(JSONError) {
    self.init(from: try json["from"].unixTime(), span: try json["span"].integer())
    guard SeriesSpan(rawValue: span) != nil else { throw json["span"].error("expected 10800 or 86400") }
    covered = try json["covered"].optionalNumber() ?? 0
    samples = try json.optionalCount("samples")
    for (name, sum) in try json["sums"].members() {
      let numbers = try sum.elements()
      guard numbers.count == 3, let integral = try numbers[2].optionalNumber() else {
        throw sum.error("expected three numbers")
      }
      sums[name] = Sum(low: try numbers[0].integer(), high: try numbers[1].integer(), integral: integral)
    }
    waits = try Waits(json: json["waits"])
    for (reason, json) in try json["reaped"].members() { reaped[reason] = try ReapedSums(json: json) }
  }
}

extension SeriesBucket.Waits {
  fileprivate var json: JSONValue {
    var members = LedgerMembers()
    members.set("n", Int64(started))
    members.set("p50", p50)
    members.set("p90", p90)
    members.set("scored", Int64(scored))
    members.set("promised50", promised50)
    members.set("promised90", promised90)
    members.set("inside50", Int64(inside50))
    members.set("inside90", Int64(inside90))
    members.set("leftOut", Int64(leftOut))
    return .object(members.list)
  }

  fileprivate init(json: JSONCursor) throws(JSONError) {
    started = try json.optionalCount("n")
    p50 = try json["p50"].optionalNumber()
    p90 = try json["p90"].optionalNumber()
    scored = try json.optionalCount("scored")
    promised50 = try json["promised50"].optionalNumber()
    promised90 = try json["promised90"].optionalNumber()
    inside50 = try json.optionalCount("inside50")
    inside90 = try json.optionalCount("inside90")
    leftOut = try json.optionalCount("leftOut")
  }
}
