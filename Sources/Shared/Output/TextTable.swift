/// Rows of text in columns, as kubectl prints them.
public struct TextTable {
  private let header: [String]
  private var rows: [[String]] = []

  public init(_ header: [String]) { self.header = header }

  /// Adds a row without control characters, because a cell may come from an annotation.
  public mutating func add(_ row: [String]) { rows.append(row.map(\.withoutControlCharacters)) }

  /// The lines, with columns as wide as their widest cells. The last column is not padded.
  public var lines: [String] {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      row.indices.map { column in
        let cell = row[column].isEmpty ? "-" : row[column]
        let padding = widths[column] - cell.count + 3
        return column == row.count - 1 ? cell : cell + String(repeating: " ", count: max(0, padding))
      }.joined()
    }
  }
}
