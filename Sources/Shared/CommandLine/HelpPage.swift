/// A program's `--help`: what it is, its usage, examples, options and exit codes.
///
/// ArgumentParser puts the usage after the examples and exit codes, and breaks long lines of both: the second half of a
/// broken comment would run as a command when pasted.
struct HelpPage {
  let text: String

  /// nil if it is not a help text.
  ///
  /// - Parameters:
  ///   - generated: as ArgumentParser renders it.
  ///   - discussion: the unbroken text between overview and usage: prose, `EXAMPLES:` and `EXIT CODES:`.
  init?(_ generated: String, discussion: String) {
    guard generated.hasPrefix(Self.overview), let usage = generated.firstRange(of: "\nUSAGE: ")
    else { return nil }
    let options = generated[usage.upperBound...].firstRange(of: "\n\n")
    let prose = generated[..<(generated.firstRange(of: Self.examples)?.lowerBound ?? usage.lowerBound)]
    let parts: [Substring] = [
      prose.dropFirst(Self.overview.count),
      generated[usage.lowerBound..<(options?.lowerBound ?? generated.endIndex)],
      Self.part(discussion, from: Self.examples, to: Self.exitCodes),
      options.map { generated[$0.upperBound...] } ?? "",
      Self.part(discussion, from: Self.exitCodes, to: nil),
    ]
    text = parts.map { String($0).trimmedLines }.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static let overview = "OVERVIEW: "
  private static let examples = "\nEXAMPLES:\n"
  private static let exitCodes = "\nEXIT CODES:\n"

  private static func part(_ text: String, from title: String, to next: String?) -> Substring {
    guard let start = text.firstRange(of: title) else { return "" }
    let end = next.flatMap { text[start.upperBound...].firstRange(of: $0)?.lowerBound }
    return text[start.lowerBound..<(end ?? text.endIndex)]
  }
}

extension String {
  /// Without empty lines at both ends.
  fileprivate var trimmedLines: String {
    let start = firstIndex { !$0.isNewline } ?? endIndex
    let end = lastIndex { !$0.isNewline }.map { index(after: $0) } ?? endIndex
    return start < end ? String(self[start..<end]) : ""
  }
}
