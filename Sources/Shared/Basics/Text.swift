extension String {
  /// On one line, and what it shows is what it says: each control character becomes a space.
  public var withoutControlCharacters: String {
    // Nearly all texts have none.
    guard unicodeScalars.contains(where: \.controls) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.controls ? " " : $0 }))
  }

  /// Whether a header could not carry it: a CR or LF would begin another header.
  var hasControlByte: Bool { utf8.contains { $0 < 0x20 || $0 == 0x7f } }
}

extension StringProtocol {
  /// Without the white space around it.
  public var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}

extension Unicode.Scalar {
  /// Whether it acts on what stands around it instead of being seen: it begins a line, moves a terminal's
  /// cursor, or (U+202E and its like) turns the text round, so that a name looks like another.
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

/// Of a body that is not what was expected, what can be shown on one line: at most 2,048 bytes without
/// control characters; nil if nothing is left.
public func printable(_ bytes: some Sequence<UInt8>) -> String? {
  // Enough that no secret at the end is half a one before it is hidden.
  let whole = Secrets.hide(in: String(decoding: Array(bytes.prefix(32 * printableLimit)), as: UTF8.self))
  let text = String(decoding: whole.utf8.prefix(printableLimit), as: UTF8.self)
  let shown = text.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
    .filter { !$0.controls && $0 != "\u{FFFD}" }
  var view = String.UnicodeScalarView()
  view.append(contentsOf: shown)
  let line = String(view).trimmed
  return line.isEmpty ? nil : line
}

extension UInt8 {
  public var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether it is an ASCII letter or digit.
  var isASCIIAlphanumeric: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
