/// What Cloud Monitoring says of a call that stored some of its points and not others
/// (`google.monitoring.v3.CreateTimeSeriesSummary`). Whatever it does not name was stored.
struct WriteSummary: Equatable {
  var written = 0
  var superseded = 0
  /// For a reason that may pass.
  var deferred = 0

  /// nil if there is no summary: then nothing was stored.
  init?(_ status: GoogleStatus) {
    guard let summary = status.detail("google.monitoring.v3.CreateTimeSeriesSummary") else { return nil }
    // 0 is left out.
    written = Self.count(summary["successPointCount"])
    for error in (try? summary["errors"].elements()) ?? [] {
      let points = Self.count(error["pointCount"])
      let code = Self.count(error["status"]["code"])
      let text = (try? error["status"]["message"].optionalString()) ?? status.wholeMessage
      if Self.transientCodes.contains(code) {
        deferred += points
      } else if Self.saysSuperseded(text ?? "", code: code) {
        superseded += points
      }
    }
  }

  /// `google.rpc.Code`: UNKNOWN, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, INTERNAL, UNAVAILABLE.
  private static let transientCodes: Set<Int> = [2, 4, 8, 10, 13, 14]
  private static let failedPrecondition = 9

  /// A number, or a number in a string, as Google's JSON has both.
  private static func count(_ json: JSONCursor) -> Int {
    switch try? json.value() {
    case .integer(let number): max(0, Int(clamping: number))
    case .string(let digits): max(0, Int(digits) ?? 0)
    default: 0
    }
  }

  /// The summary has only a code. Why stands in the message, which has a piece for each reason. For
  /// INVALID_ARGUMENT, which has many reasons, no piece may say anything else.
  static func saysSuperseded(_ message: String, code: Int) -> Bool {
    let pieces = message.split(separator: "; ").map { piece in reasons.contains { piece.contains($0) } }
    return code == failedPrecondition ? pieces.contains(true) : !pieces.isEmpty && !pieces.contains(false)
  }

  private static let reasons = [
    "Points must be written in order", "written more frequently than the maximum sampling period",
  ]
}
