import Shared

extension LiveGenerations {
  /// One generation a line, `#` comments, white space around them left out.
  ///
  /// - Throws: `SourceError` if there is none: then whatever should have written it has failed.
  init(generationLines text: String, source: String) throws(SourceError) {
    // A file that an editor wrote may begin with a byte order mark, which would become a part of the first.
    let text = String(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
    let lines = text.split(whereSeparator: \.isNewline).map { $0.prefix { $0 != "#" }.trimmed }
    let generations = Set(lines.filter { !$0.isEmpty })
    guard !generations.isEmpty else { throw SourceError(source: source, problem: "it names no generation") }
    self.init(generations: generations)
  }
}
