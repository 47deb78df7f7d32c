/// Cloud Monitoring's summary of a call that stored only some of its points
/// (`google.monitoring.v3.CreateTimeSeriesSummary`). Points that it does not name were stored.
struct WriteSummary: Equatable {
  var written = 0
  var superseded = 0
  /// Not stored for a temporary reason.
  var deferred = 0

  /// nil if there is no summary, which means that nothing was stored.
  ///
  /// - Parameter sent: how many points were sent.
  /// - Throws: `JSONError` for impossible counts, which leave it unknown what was stored.
  init?(_ status: GoogleStatus, of sent: Int) throws(JSONError) {
    guard let summary = status.detail("google.monitoring.v3.CreateTimeSeriesSummary") else { return nil }
    let total = summary["totalPointCount"]
    guard try total.isMissing ? true : total.count(upTo: sent) == sent else {
      throw total.error("expected \(sent), the number of points sent")
    }
    // The API omits 0.
    written = try summary["successPointCount"].count(upTo: sent)
    var refused = 0
    var unclear = 0
    for error in try summary["errors"].elements() {
      let points = try error["pointCount"].count(upTo: sent - written - refused)
      let code = Self.code(error["status"]["code"])
      let text = (try? error["status"]["message"].optionalString()) ?? status.wholeMessage
      refused += points
      if Self.passingCodes.contains(code) {
        deferred += points
      } else if Self.saysSuperseded(text ?? "", code: code) {
        superseded += points
      } else {
        unclear += points
      }
    }
    if unclear > 0, let all = Self.superseded(status.wholeMessage ?? "", of: refused) {
      superseded += min(unclear, max(0, all - superseded))
    }
  }

  /// `google.rpc.Code`: UNKNOWN, DEADLINE_EXCEEDED, PERMISSION_DENIED, RESOURCE_EXHAUSTED, ABORTED, INTERNAL,
  /// UNAVAILABLE, UNAUTHENTICATED.
  private static let passingCodes: Set<Int64> = [2, 4, 7, 8, 10, 13, 14, 16]
  private static let failedPrecondition: Int64 = 9

  /// 0 if there is no readable code.
  private static func code(_ place: JSONCursor) -> Int64 { (try? place.optionalInteger()) ?? 0 }

  /// The summary has only a code. The message says why, with a piece for each reason. INVALID_ARGUMENT has many reasons,
  /// so there every piece must say that the point is superseded.
  static func saysSuperseded(_ message: String, code: Int64) -> Bool {
    let pieces = message.split(separator: "; ").map(saysSuperseded)
    return code == failedPrecondition ? pieces.contains(true) : !pieces.isEmpty && !pieces.contains(false)
  }

  private static func saysSuperseded(_ piece: Substring) -> Bool { reasons.contains { piece.contains($0) } }

  /// How many points the pieces of a message call superseded. They name series by index in the request: `timeSeries[3]`,
  /// `timeSeries[0-4,7]`.
  ///
  /// - Returns: nil unless each piece names some, none is named twice, and they add up to `count`.
  static func superseded(_ message: String, of count: Int) -> Int? {
    var (all, superseded) = (Set<Int>(), 0)
    for piece in message.split(separator: "; ") {
      guard let places = places(piece), all.isDisjoint(with: places) else { return nil }
      all.formUnion(places)
      if saysSuperseded(piece) { superseded += places.count }
    }
    return all.count == count ? superseded : nil
  }

  private static func places(_ piece: Substring) -> Set<Int>? {
    guard let start = piece.firstRange(of: "timeSeries["),
      let list = piece[start.upperBound...].firstIndex(of: "]").map({ piece[start.upperBound..<$0] })
    else { return nil }
    var places: Set<Int> = []
    for range in list.split(separator: ",") {
      let ends = range.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
      guard let first = ends.first, let last = ends.last, ends.count <= 2, first >= 0, last >= first,
        last < MonitoringService.batchSize
      else { return nil }
      places.formUnion(first...last)
    }
    return places
  }

  private static let reasons = [
    "Points must be written in order", "written more frequently than the maximum sampling period",
  ]
}
