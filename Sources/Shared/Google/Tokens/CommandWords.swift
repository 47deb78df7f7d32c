/// Splits a command into words as Google's own clients and a POSIX shell do: at white space, except in quotes or after
/// a backslash. Expands nothing.
///
/// - Returns: nil if a quote is not closed, or if the command ends with a backslash.
func commandWords(_ command: String) -> [String]? {
  var words: [String] = []
  var word: String?
  var rest = Substring(command)
  while let character = rest.popFirst() {
    switch character {
    case _ where character.isWhitespace:
      if let word { words.append(word) }
      word = nil
    case "'":
      guard let end = rest.firstIndex(of: "'") else { return nil }
      word = (word ?? "") + rest[..<end]
      rest = rest[end...].dropFirst()
    case "\"":
      guard let text = quotation(&rest) else { return nil }
      word = (word ?? "") + text
    case "\\":
      guard let next = rest.popFirst() else { return nil }
      word = (word ?? "") + [next]
    default:
      word = (word ?? "") + [character]
    }
  }
  return words + (word.map { [$0] } ?? [])
}

/// Removes and returns the text before the next `"`, and removes the quote too.
private func quotation(_ rest: inout Substring) -> String? {
  var text = ""
  while let character = rest.popFirst() {
    switch character {
    case "\"": return text
    case "\\":
      guard let next = rest.popFirst() else { return nil }
      // Before other characters, the backslash stands for itself.
      if next != "\"", next != "\\" { text.append("\\") }
      text.append(next)
    default: text.append(character)
    }
  }
  return nil
}
