/// Rows of text in columns, as kubectl prints them.
public struct TextTable {
  private let header: [String]
  /// The names of columns that are left out if all rows have the same value there.
  private let droppable: Set<String>
  /// The names of columns that give way, in this order, if lines are too long.
  private let shrinkable: [String]
  /// The names of columns that are left out, in this order, if lines are too long.
  private let expendable: [String]
  private var rows: [[String]] = []

  /// No column is shortened to fewer characters than this.
  private static let leastWidth = 12
  /// The last column should keep this many characters.
  private static let usefulWidth = 24
  private static let gap = 3

  public init(
    _ header: [String], droppable: Set<String> = [], shrinkable: [String] = [], expendable: [String] = []
  ) {
    self.header = header
    self.droppable = droppable
    self.shrinkable = shrinkable
    self.expendable = expendable
  }

  /// Adds a row without control characters, because a cell may come from an annotation.
  public mutating func add(_ row: [String]) { rows.append(row.map(\.withoutControlCharacters)) }

  /// The lines, with columns as wide as their widest cells. The last column is not padded.
  ///
  /// - Parameter width: shortens cells of shrinkable columns in the middle, and then cuts lines to this many characters, the
  ///   last one being `…`; nil for no limit.
  public func lines(width: Int? = nil) -> [String] {
    let all = [header] + rows
    let natural = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    let columns = columns(natural, width: width)
    let widths = width.map { shrunk(natural, columns, to: $0) } ?? natural
    return all.map { row in
      let line = columns.map { column in
        let isLast = column == columns.last
        let whole = row[column].isEmpty ? "-" : row[column]
        let cell = isLast ? whole : whole.shortened(to: widths[column])
        let padding = widths[column] - cell.count + Self.gap
        return isLast ? cell : cell + String(repeating: " ", count: max(0, padding))
      }.joined()
      guard let width, width > 0 else { return line }
      return line.cut(to: width)
    }
  }

  /// The columns to show.
  private func columns(_ natural: [Int], width: Int?) -> [Int] {
    var columns = header.indices.filter { !isDropped($0) }
    guard let width, width > 0 else { return columns }
    for name in expendable where columns.reduce(-Self.gap, { $0 + natural[$1] + Self.gap }) > width {
      columns.removeAll { header[$0] == name }
    }
    return columns
  }

  /// The widths of the columns, if those that are shrinkable give way.
  private func shrunk(_ natural: [Int], _ columns: [Int], to width: Int) -> [Int] {
    guard let last = columns.last else { return natural }
    var widths = natural
    let gaps = Self.gap * (columns.count - 1)
    let others = columns.dropLast().reduce(0) { $0 + natural[$1] }
    var excess = others + gaps + min(natural[last], Self.usefulWidth) - width
    for name in shrinkable {
      guard excess > 0, let column = header.firstIndex(of: name), columns.contains(column), column != last
      else { continue }
      let taken = min(excess, max(0, widths[column] - Self.leastWidth))
      widths[column] -= taken
      excess -= taken
    }
    return widths
  }

  private func isDropped(_ column: Int) -> Bool {
    guard droppable.contains(header[column]), rows.count > 1 else { return false }
    return rows.allSatisfy { $0[column] == rows[0][column] }
  }
}
