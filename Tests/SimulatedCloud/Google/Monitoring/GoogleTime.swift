/// Times in protobuf's JSON: RFC 3339 with up to nine fractional digits, always with a zone.
enum GoogleTime {
  static let second: Int64 = 1_000_000_000

  /// Nanoseconds since 1970, or nil if the text is not a time.
  static func nanoseconds(_ text: String) -> Int64? {
    guard
      let match = text.wholeMatch(
        of: /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))/),
      let seconds = Timestamp.seconds(match.1 + "Z")
    else { return nil }
    let digits = match.2 ?? ""
    let fraction = Int64(digits + String(repeating: "0", count: 9 - digits.count)) ?? 0
    let offset = (Int64(match.4 ?? "") ?? 0) * 3600 + (Int64(match.5 ?? "") ?? 0) * 60
    return (seconds - (match.3 == "-" ? -offset : offset)) * second + fraction
  }

  /// Writes zero, three, six or nine fractional digits, as few as possible, like protobuf.
  static func text(_ nanoseconds: Int64) -> String {
    let (seconds, fraction) = nanoseconds.quotientAndRemainder(floor: second)
    let whole = Timestamp.text(seconds)
    guard fraction > 0 else { return whole }
    let padded = String(String(fraction + second).dropFirst())
    let count = padded.hasSuffix("000000") ? 3 : padded.hasSuffix("000") ? 6 : 9
    return whole.dropLast() + "." + padded.prefix(count) + "Z"
  }
}
