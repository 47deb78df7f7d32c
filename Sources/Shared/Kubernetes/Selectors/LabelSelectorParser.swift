/// Reads a label selector's text from left to right.
struct LabelSelectorParser {
  private let tokens: [LabelSelectorToken]
  private var position = 0

  init(_ text: String) {
    tokens = LabelSelectorToken.all(in: text)
  }

  private var current: LabelSelectorToken { tokens[position] }

  mutating func requirements() throws(LabelSelectorError) -> [LabelRequirement] {
    var requirements: [LabelRequirement] = []
    guard current.kind != .end else { return [] }
    repeat {
      requirements.append(try requirement())
    } while skip(",")
    guard current.kind == .end else { throw unexpected("',' or the end") }
    return requirements
  }

  private mutating func requirement() throws(LabelSelectorError) -> LabelRequirement {
    let isNegated = skip("!")
    guard current.kind == .word else { throw unexpected(isNegated ? "a key" : "a key or '!'") }
    let token = take()
    if let problem = LabelSyntax.problem(key: token.text) {
      throw LabelSelectorError(place: token.place, problem: "'\(token.text)' is not a valid key: \(problem)")
    }
    if isNegated { return LabelRequirement(key: token.text, condition: .absent) }
    return LabelRequirement(key: token.text, condition: try condition())
  }

  private mutating func condition() throws(LabelSelectorError) -> LabelRequirement.Condition {
    if current.kind == .end || current.isSymbol(",") { return .exists }
    let operation = current.text
    switch operation {
    case "=", "==", "!=", "<", ">", "in", "notin": position += 1
    default: throw unexpected("'=', '==', '!=', '>', '<', 'in', 'notin', ',' or the end")
    }
    return switch operation {
    case "in": .among(try values())
    case "notin": .notAmong(try values())
    case "!=": .notAmong([try value()])
    case ">": .above(try number())
    case "<": .below(try number())
    default: .among([try value()])
    }
  }

  /// `(a,b)`. Between two commas, and in `()`, the value is empty.
  private mutating func values() throws(LabelSelectorError) -> [String] {
    guard skip("(") else { throw unexpected("'('") }
    var values: [String] = []
    repeat {
      values.append(try value())
    } while skip(",")
    guard skip(")") else { throw unexpected("',' or ')'") }
    return values
  }

  /// A missing value is empty.
  private mutating func value() throws(LabelSelectorError) -> String {
    if current.kind == .end || current.isSymbol(",") || current.isSymbol(")") { return "" }
    guard current.kind == .word else { throw unexpected("a value") }
    let token = take()
    if let problem = LabelSyntax.problem(value: token.text) {
      throw LabelSelectorError(
        place: token.place, problem: "'\(token.text)' is not a valid value: \(problem)")
    }
    return token.text
  }

  private mutating func number() throws(LabelSelectorError) -> Int64 {
    let place = current.place
    let text = try value()
    guard let number = Int64(text) else {
      throw LabelSelectorError(place: place, problem: "'\(text)' is not a whole number")
    }
    return number
  }

  private mutating func skip(_ symbol: String) -> Bool {
    guard current.isSymbol(symbol) else { return false }
    position += 1
    return true
  }

  private mutating func take() -> LabelSelectorToken {
    defer { position += 1 }
    return current
  }

  private func unexpected(_ expected: String) -> LabelSelectorError {
    LabelSelectorError(place: current.place, problem: "found \(current.shown), expected \(expected)")
  }
}

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
  /// The position of its first character, from 1.
  let place: Int

  /// Its name in messages.
  var shown: String { kind == .end ? "the end" : "'\(text)'" }

  func isSymbol(_ text: String) -> Bool { kind == .symbol && self.text == text }

  /// All tokens of a text; the last is `.end`.
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
