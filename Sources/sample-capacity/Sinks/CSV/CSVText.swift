import Shared

/// The format of CSV: https://www.rfc-editor.org/rfc/rfc4180
enum CSVText {
  static let lineEnd = "\r\n"

  static func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + lineEnd
  }

  static func time(of sample: CapacitySample) -> String { RFC3339.text(Int64(sample.time.rounded(.down))) }

  /// Puts a `'` before text that a spreadsheet would read as a formula. Not for numbers, which may be
  /// negative.
  static func cell(_ text: String) -> String {
    text.unicodeScalars.first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } == true ? "'\(text)" : text
  }

  static func cell(_ number: CapacityValue.Number) -> String {
    switch number {
    case .whole(let number): "\(number)"
    case .real(let number): Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    }
  }

  /// Compares scalars, because Swift treats CR LF as one character.
  private static func quoted(_ field: String) -> String {
    guard field.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
      return field
    }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
