/// The options that a text passes to a program, anywhere in a line of a script, a unit, or a document.
enum UsedOptions {
  /// `--namespace`, `-A`; a line that ends in `\` continues on the next.
  static func of(_ program: String, in text: String) -> [String] {
    lines(of: text).flatMap { line in commands(of: program, in: line).flatMap(options) }
  }

  private static func lines(of text: String) -> [String] {
    var joined = [""]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let goesOn = line.hasSuffix("\\")
      joined[joined.count - 1] += goesOn ? line.dropLast() : line
      if !goesOn { joined.append("") }
    }
    return joined
  }

  /// The words after the program's name, up to the next shell command.
  private static func commands(of program: String, in line: String) -> [[String]] {
    var commands: [[String]] = []
    var isInside = false
    for word in line.split(separator: " ").map(String.init) {
      if ["|", "||", "&&", ";", ">", "#", "--"].contains(word) { isInside = false }
      if isInside { commands[commands.count - 1].append(word) }
      if word.split(separator: "/").last.map(String.init) == program {
        commands.append([])
        isInside = true
      }
    }
    return commands
  }

  private static func options(of words: [String]) -> [String] {
    words.map { $0.trimmed(of: "`\"',.;:)[]") }
      .filter { $0.hasPrefix("-") && $0.dropFirst().first.map { $0 == "-" || $0.isLetter } == true }
      .map { $0.hasPrefix("--") ? String($0.prefix { $0 != "=" }) : String($0.prefix(2)) }
      .map { $0.trimmed(of: "`\"',.;:)[]") }
  }
}

extension String {
  fileprivate func trimmed(of characters: Set<Character>) -> String {
    var rest = self[...]
    while let last = rest.last, characters.contains(last) { rest.removeLast() }
    while let first = rest.first, characters.contains(first) { rest.removeFirst() }
    return String(rest)
  }
}

extension String {
  fileprivate func trimmed(of characters: String) -> String { trimmed(of: Set(characters)) }
}
