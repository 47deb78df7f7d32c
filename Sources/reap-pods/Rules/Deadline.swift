import Shared

/// When a pod shall end, as one of its annotations or labels says.
enum Deadline: Equatable, Sendable {
  /// There is no such annotation.
  case none
  case never
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
    guard !annotation.isEmpty else {
      self = .unreadable(why: "is empty")
      return
    }
    guard let number = WholeNumber(annotation) else {
      self = .unreadable(why: "is not a whole number of seconds since 1970")
      return
    }
    if number.overflows {
      self = .unreadable(why: "is too large")
    } else if number.value >= Self.yearFiveThousand {
      self = .unreadable(why: "lies after the year 5000; it seems to be milliseconds, not seconds")
    } else {
      self = .at(unixSeconds: number.value)
    }
  }

  var isUnreadable: Bool {
    if case .unreadable = self { true } else { false }
  }
}

/// Whether more than so many seconds have passed since a time; not if that cannot be computed.
func havePassed(_ seconds: Int64, since start: Int64, now: Int64) -> Bool {
  let (end, overflows) = start.addingReportingOverflow(seconds)
  return !overflows && now > end
}

/// `[+-]?[0-9]+`, read in one go: a list has one for every pod.
private struct WholeNumber {
  private(set) var value: Int64 = 0
  private(set) var overflows = false

  /// nil for anything else.
  init?(_ text: String) {
    var text = text
    guard let number = text.withUTF8({ Self($0) }) else { return nil }
    self = number
  }

  private init?(_ text: UnsafeBufferPointer<UInt8>) {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = isNegative || text.first == UInt8(ascii: "+") ? text.dropFirst() : text[...]
    guard !digits.isEmpty else { return nil }
    for byte in digits {
      guard byte.isASCIIDigit else { return nil }
      let digit = Int64(byte - UInt8(ascii: "0"))
      let tenfold = value.multipliedReportingOverflow(by: 10)
      let sum = tenfold.partialValue.addingReportingOverflow(isNegative ? -digit : digit)
      overflows = overflows || tenfold.overflow || sum.overflow
      value = sum.partialValue
    }
  }
}
