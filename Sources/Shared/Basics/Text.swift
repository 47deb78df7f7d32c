extension String {
  /// The text on one line, with each control character replaced by a space.
  public var withoutControlCharacters: String {
    // Nearly all texts have none.
    guard unicodeScalars.contains(where: \.controls) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.controls ? " " : $0 }))
  }

  /// At most this many characters; a longer text ends in `…`.
  func cut(to width: Int) -> String { count <= width ? self : "\(prefix(max(0, width - 1)))…" }

  /// At most this many characters, with `…` in the middle of a longer text, because names that begin alike differ at their
  /// ends.
  func shortened(to width: Int) -> String {
    guard count > width, width > 0 else { return self }
    let end = (width - 1) / 2
    return "\(prefix(width - 1 - end))…\(suffix(end))"
  }

  /// Whether a header could not carry it: a CR or LF would begin another header.
  var hasControlByte: Bool { utf8.contains { $0 < 0x20 || $0 == 0x7f } }
}

extension StringProtocol {
  /// The text without surrounding white space.
  public var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}

extension Unicode.Scalar {
  /// Whether it affects the text around it instead of being visible: it begins a line, moves a terminal's cursor,
  /// or reverses the text (U+202E and others), so that one name looks like another.
  var controls: Bool {
    guard !isASCII else { return value < 0x20 || value == 0x7f }
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    default: return properties.isBidiControl
    }
  }
}

/// In bytes.
let printableLimit = 2048

/// The part of an unexpected body that fits on one line: at most 2,048 bytes, without control characters. nil if
/// nothing is left.
public func printable(_ bytes: some Sequence<UInt8>) -> String? {
  // Long enough that the cut cannot split a secret within the part that is shown.
  let whole = Secrets.hide(in: String(decoding: Array(bytes.prefix(32 * printableLimit)), as: UTF8.self))
  let text = String(decoding: whole.utf8.prefix(printableLimit), as: UTF8.self)
  let shown = text.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
    .filter { !$0.controls && $0 != "\u{FFFD}" }
  var view = String.UnicodeScalarView()
  view.append(contentsOf: shown)
  let line = String(view).trimmed
  return line.isEmpty ? nil : line
}

extension BinaryInteger {
  /// The number as people read it: `101,128`.
  public var grouped: String {
    let digits = Array(String(magnitude))
    var text = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}

extension UInt8 {
  public var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  var isASCIIAlphanumeric: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
