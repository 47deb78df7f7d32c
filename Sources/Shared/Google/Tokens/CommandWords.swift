/// The words of a command as Google's own clients, and a POSIX shell, take them apart: at white space, but for
/// what stands between quotes or behind a backslash. Nothing is expanded.
///
/// - Returns: nil if a quotation does not end, or nothing stands behind a backslash.
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

/// What stands before the next `"`, which is taken away with it.
private func quotation(_ rest: inout Substring) -> String? {
  var text = ""
  while let character = rest.popFirst() {
    switch character {
    case "\"": return text
    case "\\":
      guard let next = rest.popFirst() else { return nil }
      // Of others the backslash is a part.
      if next != "\"", next != "\\" { text.append("\\") }
      text.append(next)
    default: text.append(character)
    }
  }
  return nil
}
