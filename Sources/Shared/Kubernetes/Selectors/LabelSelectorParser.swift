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
      throw LabelSelectorError(place: token.place, problem: "'\(token.text)' is no key: \(problem)")
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

  /// `(a,b)`. Between two commas, and in `()`, there is the empty value.
  private mutating func values() throws(LabelSelectorError) -> [String] {
    guard skip("(") else { throw unexpected("'('") }
    var values: [String] = []
    repeat {
      values.append(try value())
    } while skip(",")
    guard skip(")") else { throw unexpected("',' or ')'") }
    return values
  }

  /// A missing value is the empty one.
  private mutating func value() throws(LabelSelectorError) -> String {
    if current.kind == .end || current.isSymbol(",") || current.isSymbol(")") { return "" }
    guard current.kind == .word else { throw unexpected("a value") }
    let token = take()
    if let problem = LabelSyntax.problem(value: token.text) {
      throw LabelSelectorError(place: token.place, problem: "'\(token.text)' is no value: \(problem)")
    }
    return token.text
  }

  private mutating func number() throws(LabelSelectorError) -> Int64 {
    let place = current.place
    let text = try value()
    guard let number = Int64(text) else {
      throw LabelSelectorError(place: place, problem: "'\(text)' is no whole number")
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
