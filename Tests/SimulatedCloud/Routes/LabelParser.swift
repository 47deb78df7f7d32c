/// Reads label selectors, with the messages of Kubernetes' own parser.
struct LabelParser {
  private enum Token: Equatable {
    case word(String)
    case sign(String)
    case end

    var text: String {
      switch self {
      case .word(let text), .sign(let text): text
      case .end: ""
      }
    }
  }

  private var tokens: [Token] = []
  private var position = 0

  init(_ text: String) {
    var rest = Substring(text)
    while let first = rest.first {
      if first == " " {
        rest.removeFirst()
      } else if let sign = ["!=", "==", "=", "!", ",", "(", ")", "<", ">"].first(where: rest.hasPrefix) {
        tokens.append(.sign(sign))
        rest.removeFirst(sign.count)
      } else {
        let word = rest.prefix { !" =!,()<>".contains($0) }
        tokens.append(.word(String(word)))
        rest.removeFirst(word.count)
      }
    }
  }

  private var next: Token { position < tokens.count ? tokens[position] : .end }

  private mutating func take() -> Token {
    defer { position += 1 }
    return next
  }

  private mutating func take(_ sign: String) -> Bool {
    guard next == .sign(sign) else { return false }
    position += 1
    return true
  }

  mutating func requirements() throws -> [LabelRequirement] {
    guard next != .end else { return [] }
    var requirements: [LabelRequirement] = []
    repeat { requirements.append(try requirement()) } while take(",")
    guard next == .end else {
      throw Self.failure("found '\(next.text)', expected: ',' or 'end of string'", "")
    }
    return requirements
  }

  private mutating func requirement() throws -> LabelRequirement {
    let absent = take("!")
    guard case .word(let key) = take() else {
      position -= 1
      throw Self.failure("found '\(next.text)', expected: !, identifier, or 'end of string'")
    }
    if absent { return LabelRequirement(key: key, test: .absent) }
    switch next {
    case .end, .sign(","): return LabelRequirement(key: key, test: .exists)
    case .sign("="), .sign("=="):
      position += 1
      return LabelRequirement(key: key, test: .among([try value()]))
    case .sign("!="):
      position += 1
      return LabelRequirement(key: key, test: .notAmong([try value()]))
    case .word("in"):
      position += 1
      return LabelRequirement(key: key, test: .among(try values()))
    case .word("notin"):
      position += 1
      return LabelRequirement(key: key, test: .notAmong(try values()))
    default:
      throw Self.failure("found '\(next.text)', expected: in, notin, =, ==, !=, gt, lt")
    }
  }

  private mutating func value() throws -> String {
    switch next {
    case .end, .sign(","): return ""
    case .word(let word):
      position += 1
      return word
    case .sign(let sign): throw Self.failure("found '\(sign)', expected: identifier")
    }
  }

  private mutating func values() throws -> [String] {
    guard take("(") else { throw Self.failure("found '\(next.text)' expected: '('") }
    var values: [String] = []
    repeat { values.append(try value()) } while take(",")
    guard take(")") else { throw Self.failure("found '\(next.text)', expected: ',', or ')'") }
    return values
  }

  private static func failure(_ what: String, _ prefix: String = "unable to parse requirement: ")
    -> StatusError
  {
    .badRequest(prefix + what)
  }
}
