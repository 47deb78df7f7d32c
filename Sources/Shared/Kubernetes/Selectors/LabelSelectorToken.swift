/// A piece of a label selector's text.
struct LabelSelectorToken: Equatable {
  enum Kind: Equatable {
    /// A key, a value, or `in` and `notin`, which may be either.
    case word
    /// `=`, `==`, `!=`, `!`, `(`, `)`, `,`, `<`, `>`.
    case symbol
    case end
  }

  let kind: Kind
  let text: String
  /// Of its first character; the text's first is 1.
  let place: Int

  /// As a message names it.
  var shown: String { kind == .end ? "the end" : "'\(text)'" }

  func isSymbol(_ text: String) -> Bool { kind == .symbol && self.text == text }

  /// All of a text; the last is `.end`.
  static func all(in text: String) -> [LabelSelectorToken] {
    var scanner = Scanner(scalars: Array(text.unicodeScalars))
    var tokens: [LabelSelectorToken] = []
    while let token = scanner.next() { tokens.append(token) }
    return tokens + [LabelSelectorToken(kind: .end, text: "", place: scanner.scalars.count + 1)]
  }
}

private struct Scanner {
  let scalars: [Unicode.Scalar]
  private var offset = 0

  init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  mutating func next() -> LabelSelectorToken? {
    while let scalar = peek, isSpace(scalar) { offset += 1 }
    guard let first = peek else { return nil }
    let start = offset
    offset += 1
    guard isSymbol(first) else {
      while let scalar = peek, !isSymbol(scalar), !isSpace(scalar) { offset += 1 }
      return token(.word, from: start)
    }
    if first == "=" || first == "!", peek == "=" { offset += 1 }
    return token(.symbol, from: start)
  }

  private var peek: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  private func token(_ kind: LabelSelectorToken.Kind, from start: Int) -> LabelSelectorToken {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<offset])
    return LabelSelectorToken(kind: kind, text: String(text), place: start + 1)
  }

  private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\n"
  }

  private func isSymbol(_ scalar: Unicode.Scalar) -> Bool { "=!(),<>".unicodeScalars.contains(scalar) }
}
