/// A web page that arrived instead of an API's answer, usually from a proxy or a login page in between.
enum WebPage {
  /// What to ask the user about it.
  static let question = "is a proxy or login page in between?"

  /// The first words that a page shows, in quotation marks after a space; empty if there are none.
  ///
  /// - Parameter page: on one line, with secrets hidden.
  static func quoted(_ page: String) -> String {
    var words = ""
    var isTag = false
    for character in page {
      switch character {
      case "<": isTag = true
      case ">":
        isTag = false
        words += " "
      default: if !isTag { words.append(character) }
      }
    }
    // Styles and scripts have braces.
    let line = words.prefix { $0 != "{" }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.isEmpty ? "" : " (\"\(line.prefix(100))\(line.count > 100 ? "…" : "")\")"
  }

  /// Whether a reply is one, by its `Content-Type` or by how its body begins.
  static func isOne(contentType: String?, body: some Sequence<UInt8>) -> Bool {
    let type = contentType?.prefix { $0 != ";" }.lowercased().trimmed
    if type == "text/html" || type == "application/xhtml+xml" { return true }
    let beginning = String(decoding: Array(body.prefix(64)), as: UTF8.self).trimmed.lowercased()
    return beginning.hasPrefix("<!doctype html") || beginning.hasPrefix("<html")
  }
}
