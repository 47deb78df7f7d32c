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
