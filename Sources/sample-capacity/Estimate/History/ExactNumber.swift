import Shared

// JSON texts of this program have 15 digits, and a state that is stored after every sample must not change by being
// stored. So its numbers are texts with as many digits as it takes.

extension JSONValue {
  static func exact(_ number: Double) -> JSONValue { .string("\(number)") }

  /// All numbers in one text, separated by spaces.
  static func exact(_ numbers: [Double]) -> JSONValue {
    .string(numbers.map { "\($0)" }.joined(separator: " "))
  }
}

extension JSONCursor {
  /// A finite number, or the text of one.
  func number() throws(JSONError) -> Double {
    guard let number = try optionalExact() else { throw error("expected a number, but there is none") }
    return number
  }

  func optionalExact() throws(JSONError) -> Double? {
    guard case .string(let text)? = try value() else { return try optionalNumber() }
    return try number(text)
  }

  /// A time in seconds since 1970.
  ///
  /// - Throws: `JSONError` if there is none or if it is no `LedgerTime`.
  func exactTime() throws(JSONError) -> Double {
    guard let time = try optionalExactTime() else { throw error("expected a time, but there is none") }
    return time
  }

  /// Like `exactTime()`; nil if there is none.
  func optionalExactTime() throws(JSONError) -> Double? {
    guard let time = try optionalExact() else { return nil }
    guard LedgerTime.range.contains(Int64(exactly: time.rounded(.down)) ?? .max) else {
      throw error("expected a time in seconds since 1970")
    }
    return time
  }

  /// The numbers of one text; empty if there is none.
  func numbers() throws(JSONError) -> [Double] {
    var numbers: [Double] = []
    for text in try (optionalString() ?? "").split(separator: " ") { numbers.append(try number(text)) }
    return numbers
  }

  private func number(_ text: some StringProtocol) throws(JSONError) -> Double {
    guard let number = Double(text), number.isFinite else { throw error("expected a finite number") }
    return number
  }
}
