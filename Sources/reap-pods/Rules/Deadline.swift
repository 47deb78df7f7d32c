/// What a pod's expiry annotation says.
enum Deadline: Equatable, Sendable {
  case none
  case at(unixSeconds: Int64)
  case unreadable(why: String)

  /// 5000-01-01T00:00:00Z: a number beyond it was meant as milliseconds.
  private static let yearFiveThousand: Int64 = 95_617_584_000

  /// Unix seconds as `[+-]?[0-9]+`, nothing around them: what the ancestor's `strconv.ParseInt` took.
  init(annotation: String?) {
    guard let annotation else {
      self = .none
      return
    }
    let digits =
      annotation.utf8.first.map { $0 == 0x2B || $0 == 0x2D } == true
      ? annotation.utf8.dropFirst() : annotation.utf8[...]
    if annotation.isEmpty {
      self = .unreadable(why: "is empty")
    } else if digits.isEmpty || !digits.allSatisfy({ (0x30...0x39).contains($0) }) {
      self = .unreadable(why: "is not a whole number of seconds since 1970")
    } else if let seconds = Int64(annotation) {
      self =
        seconds >= Self.yearFiveThousand
        ? .unreadable(why: "lies after the year 5000; it seems to be milliseconds, not seconds")
        : .at(unixSeconds: seconds)
    } else {
      self = .unreadable(why: "is too large")
    }
  }
}
