/// Reads a page's tags with a grammar that is stricter than HTML's.
struct PageScanner {
  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  /// Elements by name, with their attributes.
  private(set) var elements: [(name: String, attributes: [String: String])] = []
  /// The text between the tags, without the style sheet.
  private(set) var text = ""
  private(set) var style = ""

  init(_ html: String) throws {
    var rest = Substring(html)
    guard rest.hasPrefix("<!doctype html>\n") || rest.hasPrefix("<svg ") else {
      throw Problem(description: "no doctype")
    }
    if rest.hasPrefix("<!") { rest.removeFirst("<!doctype html>\n".count) }
    var open: [String] = []
    while let start = rest.firstIndex(of: "<") {
      let before = rest[..<start]
      if open.last == "style" { style += before } else { try add(before) }
      guard let end = rest[start...].firstIndex(of: ">") else { throw Problem(description: "unclosed tag") }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/t") {
        while ["td", "th", "tr"].contains(open.last), String(tag.dropFirst()) != open.last {
          open.removeLast()
        }
      }
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else {
          throw Problem(description: "</\(tag)> closes another")
        }
      } else if let name = try addElement(tag) {
        // Rows and cells end where the next one begins.
        if ["td", "th", "tr"].contains(name), ["td", "th"].contains(open.last) { open.removeLast() }
        if name == "tr", open.last == "tr" { open.removeLast() }
        open.append(name)
      }
    }
    try add(rest)
    guard open.isEmpty else { throw Problem(description: "unclosed: \(open)") }
  }

  private mutating func add(_ text: Substring) throws {
    guard !text.contains(">"), !text.contains("\"") else {
      throw Problem(description: "unescaped: \(text.prefix(80))")
    }
    self.text += text + (text.isEmpty ? "" : " ")
  }

  /// Returns the name if the element is left open.
  private mutating func addElement(_ tag: Substring) throws -> String? {
    let isVoid = tag.hasSuffix("/")
    var rest = isVoid ? tag.dropLast() : tag
    let name = String(rest.prefix { $0 != " " })
    rest = rest.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while !rest.isEmpty {
      guard rest.first == " ", let equals = rest.firstIndex(of: "=") else {
        throw Problem(description: "attributes of <\(tag.prefix(120))>")
      }
      let key = String(rest[rest.index(after: rest.startIndex)..<equals])
      let value = rest[rest.index(after: equals)...].dropFirst()
      guard rest[rest.index(after: equals)...].first == "\"", let end = value.firstIndex(of: "\""),
        key.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-" || $0.isNumber) })
      else { throw Problem(description: "attribute \(key) of <\(tag.prefix(120))>") }
      attributes[key] = String(value[..<end])
      rest = value[value.index(after: end)...]
    }
    elements.append((name, attributes))
    return isVoid ? nil : name
  }

  /// The text as a reader sees it: one space between words.
  var readable: String {
    var text = text
    for (escape, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"), ("\u{a0}", " "),
      ("\u{2011}", "-"),
    ] { text = text.replacing(escape, with: character) }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing(" .", with: ".")
      .replacing(" ,", with: ",").replacing(" ;", with: ";").replacing(" :", with: ":")
  }
}
