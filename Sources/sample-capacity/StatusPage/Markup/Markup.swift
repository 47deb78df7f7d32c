import Shared

/// A piece of HTML or SVG.
///
/// Text becomes markup only through `element`, whose names are literals of the source. Everything else is escaped, the
/// literals of an interpolation too, so no name or message of a cluster can become markup.
struct Markup: Equatable, Sendable {
  /// UTF-8, free of control characters except those of `PageStyle`.
  private(set) var text: String

  private init(unescaped text: String) { self.text = text }

  static let empty = Markup(unescaped: "")

  static func + (one: Markup, other: Markup) -> Markup { Markup(unescaped: one.text + other.text) }

  static func += (one: inout Markup, other: Markup) { one.text += other.text }

  /// `<p class="lead">…</p>`
  static func element(_ name: StaticString, _ attributes: [Attribute] = [], _ content: Markup...) -> Markup {
    element(name, attributes, content)
  }

  static func element(_ name: StaticString, _ attributes: [Attribute] = [], _ content: [Markup]) -> Markup {
    Markup(unescaped: open(name, attributes) + ">" + content.map(\.text).joined() + "</\(name)>")
  }

  /// A row or a cell of a table, without the end tag, which HTML does not need there.
  static func tablePart(_ name: StaticString, _ attributes: [Attribute] = [], _ content: [Markup]) -> Markup {
    Markup(unescaped: open(name, attributes) + ">" + content.map(\.text).joined())
  }

  /// An element without content. HTML ignores the slash of `<meta …/>`; SVG needs it.
  static func void(_ name: StaticString, _ attributes: [Attribute]) -> Markup {
    Markup(unescaped: open(name, attributes) + "/>")
  }

  /// The page's own style sheet; its hash is of exactly these bytes.
  static func style(_ css: StaticString) -> Markup { Markup(unescaped: "<style>\(css)</style>") }

  /// A document that begins with `<!doctype html>`.
  static func document(_ html: Markup) -> Markup { Markup(unescaped: "<!doctype html>\n" + html.text + "\n") }

  private static func open(_ name: StaticString, _ attributes: [Attribute]) -> String {
    "<\(name)" + attributes.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined()
  }

  /// Replaces what has a meaning in HTML or XML, and characters that would change the text around them.
  private static func escaped(_ text: String) -> String {
    let text = text.withoutControlCharacters
    guard text.utf8.contains(where: { [0x22, 0x26, 0x27, 0x3c, 0x3e].contains($0) }) else { return text }
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}

/// An attribute of an element. Its name is a literal of the source.
struct Attribute: Sendable {
  fileprivate let name: StaticString
  fileprivate let value: String

  init(_ name: StaticString, _ value: String) {
    self.name = name
    self.value = value
  }

  static func `class`(_ value: String) -> Attribute { Attribute("class", value) }
  static func id(_ value: String) -> Attribute { Attribute("id", value) }
}

extension Markup: ExpressibleByStringInterpolation {
  init(stringLiteral value: String) { self.init(unescaped: Self.escaped(value)) }

  init(_ value: String) { self.init(stringLiteral: value) }

  init(stringInterpolation: StringInterpolation) { self.init(unescaped: stringInterpolation.text) }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { text += Markup.escaped(literal) }
    mutating func appendInterpolation(_ value: String) { text += Markup.escaped(value) }
    mutating func appendInterpolation(_ value: Markup) { text += value.text }

    /// A figure, or the sentence that matters most.
    mutating func appendInterpolation(strong value: String) {
      text += Markup.element("b", [], Markup(value)).text
    }

    /// What a terminal understands: a flag, a command.
    mutating func appendInterpolation(code value: String) {
      text += Markup.element("code", [], Markup(value)).text
    }

    /// A name or a message that the cluster chose. It cannot change the direction of the text around it.
    mutating func appendInterpolation(named value: String) { text += Markup.named(value).text }
  }
}

extension Markup {
  /// A name or a message that the cluster chose, at most 600 characters of it.
  ///
  /// Secrets are hidden before the cut and before `&` becomes `&amp;`; after either, they might not be recognized.
  static func named(_ value: String) -> Markup {
    let hidden = Secrets.hide(in: value)
    return element("bdi", [], Markup(hidden.count > 600 ? String(hidden.prefix(600)) + "…" : hidden))
  }

  static func joined(_ parts: [Markup], separator: Markup = .empty) -> Markup {
    Markup(unescaped: parts.map(\.text).joined(separator: separator.text))
  }
}
