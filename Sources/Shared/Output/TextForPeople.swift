/// What differs in a report that people read: no Audit-IDs, and colored outcomes.
public struct TextForPeople: Sendable {
  private let colors: Bool

  public init(colors: Bool) { self.colors = colors }

  private static let green: Set = ["deleted", "created", "updated", "ok"]
  private static let yellow: Set = [
    "deferred", "held back", "would-delete", "would-create", "would-update", "differs", "missing",
    "kept back", "partial",
    "superseded", "pending",
  ]
  private static let red: Set = ["failed", "refused"]

  func line(_ line: String) -> String {
    let line = line.withoutAuditIDs
    return colors ? colored(line) : line
  }

  /// Colors the cells of a table that are an outcome. Cells are at least three spaces apart.
  private func colored(_ line: String) -> String {
    var (text, rest) = ("", line[...])
    while !rest.isEmpty {
      let gap = rest.firstRange(of: "   ")?.lowerBound ?? rest.endIndex
      let cell = rest[..<gap]
      text += Self.color(of: String(cell)).map { $0.paint(cell) } ?? String(cell)
      let spaces = rest[gap...].prefix { $0 == " " }
      text += spaces
      rest = rest[spaces.endIndex...]
    }
    return text
  }

  private static func color(of cell: String) -> TextColor? {
    if green.contains(cell) { return .green }
    if yellow.contains(cell) { return .yellow }
    return red.contains(cell) ? .red : nil
  }
}
