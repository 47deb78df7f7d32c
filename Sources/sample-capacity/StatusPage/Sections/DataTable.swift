/// A table: words left, numbers right.
struct DataTable {
  struct Column {
    let head: Markup
    let isWords: Bool
    /// Left out on a narrow screen.
    var isMinor = false

    static func words(_ head: Markup, isMinor: Bool = false) -> Column {
      Column(head: head, isWords: true, isMinor: isMinor)
    }

    static func number(_ head: Markup, isMinor: Bool = false) -> Column {
      Column(head: head, isWords: false, isMinor: isMinor)
    }

    /// The first column's cells are left without a class.
    func `class`(isFirst: Bool) -> [Attribute] {
      let names = (isWords && !isFirst ? ["l"] : []) + (isMinor ? ["x"] : [])
      return names.isEmpty ? [] : [.class(names.joined(separator: " "))]
    }
  }

  private let columns: [Column]
  private var rows: [Markup] = []

  init(_ columns: [Column]) { self.columns = columns }

  /// - Parameter isSum: whether the row is the sum of the others.
  mutating func add(_ cells: [Markup], isSum: Bool = false) {
    let row = zip(columns, cells).enumerated().map { index, cell in
      let attributes = cell.0.class(isFirst: index == 0)
      return index == 0
        ? Markup.tablePart("th", attributes, [cell.1])
        : Markup.tablePart("td", attributes, [cell.1])
    }
    rows.append(.tablePart("tr", isSum ? [.class("sum")] : [], row))
  }

  /// A row that says what is left out.
  mutating func add(gap text: Markup) {
    rows.append(
      .tablePart(
        "tr", [.class("gap")], [.tablePart("td", [Attribute("colspan", "\(columns.count)")], [text])]))
  }

  var markup: Markup {
    let heads = columns.enumerated().map { index, column in
      Markup.element("th", [Attribute("scope", "col")] + column.class(isFirst: index == 0), column.head)
    }
    return .element(
      // Space and alignment where a policy takes the style sheet away.
      "table", [Attribute("cellpadding", "4")], .element("thead", [], .element("tr", [], heads)),
      .element("tbody", [Attribute("align", "left")], rows))
  }

  /// A closed box that scrolls by itself.
  static func details(_ summary: Markup, _ label: String, _ table: DataTable) -> Markup {
    .element(
      "details", [], .element("summary", [], summary),
      .element(
        "div",
        [
          .class("scroll"), Attribute("tabindex", "0"), Attribute("role", "region"),
          Attribute("aria-label", label),
        ], table.markup))
  }
}
