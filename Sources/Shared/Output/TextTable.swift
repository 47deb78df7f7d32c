/// Rows of text in columns, as kubectl prints them.
public struct TextTable {
  private let header: [String]
  /// The names of columns that are left out if all rows have the same value there.
  private let droppable: Set<String>
  private var rows: [[String]] = []

  public init(_ header: [String], droppable: Set<String> = []) {
    self.header = header
    self.droppable = droppable
  }

  /// Adds a row without control characters, because a cell may come from an annotation.
  public mutating func add(_ row: [String]) { rows.append(row.map(\.withoutControlCharacters)) }

  /// The lines, with columns as wide as their widest cells. The last column is not padded.
  ///
  /// - Parameter width: cuts longer lines to this many characters, the last one being `…`; nil for no limit.
  public func lines(width: Int? = nil) -> [String] {
    let columns = header.indices.filter { !isDropped($0) }
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let line = columns.map { column in
        let cell = row[column].isEmpty ? "-" : row[column]
        let padding = widths[column] - cell.count + 3
        return column == columns.last ? cell : cell + String(repeating: " ", count: max(0, padding))
      }.joined()
      guard let width, width > 0 else { return line }
      return line.cut(to: width)
    }
  }

  private func isDropped(_ column: Int) -> Bool {
    guard droppable.contains(header[column]), rows.count > 1 else { return false }
    return rows.allSatisfy { $0[column] == rows[0][column] }
  }
}
