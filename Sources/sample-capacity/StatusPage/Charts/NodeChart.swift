/// The free CPU of nodes: a column for each node, most free first. All amounts are in cores.
struct NodeChart {
  /// On nodes that accept pods, most free first.
  let free: [Double]
  let cordoned: Int
  /// What a build pod requests.
  let asked: Double
  /// Of a node, for a cluster without pods.
  let nodeSize: Double
  static let limit = 240

  private let step = 10
  private let base = ChartFrame.units

  var svg: Markup {
    let groups = groups(free)
    let outlined = cordoned == 0 ? 0 : max(1, min(cordoned, columns - groups.count))
    let frame = frame(groups, width: max(1, groups.count + outlined) * step)
    let heights = groups.map { frame.y(max(0, $0)) }
    let filled =
      groups.count > 120
      ? PathData.closeColumns(heights, width: step)
      : PathData.columns(heights.enumerated().map { (x: $0.offset * step, y: $0.element) }, width: step - 1)
    let outlines = (0..<outlined).map {
      "M\((groups.count + $0) * step + 1) \(base)V\(base * 3 / 10)h\(step - 2)V\(base)"
    }
    .joined()
    return frame.svg(
      [
        Shape.area(filled, .runningAtTimes),
        Shape.line(outlines, "o", dashed: true), Shape.line("M0 \(base)H\(frame.width)", "x0"),
        Shape.line("M0 \(frame.y(asked))H\(frame.width)", "a", width: 1.5, dashed: true),
      ])
  }

  private var columns: Int { min(Self.limit, free.count + cordoned) }

  /// The highest of each group, if there are more nodes than columns.
  private func groups(_ free: [Double]) -> [Double] {
    let total = free.count + cordoned
    guard total > Self.limit else { return free }
    let kept = max(1, min(Self.limit - (cordoned > 0 ? 1 : 0), Self.limit * free.count / total))
    guard !free.isEmpty else { return [] }
    let count = min(kept, free.count)
    return (0..<count).map { free[$0 * free.count / count] }
  }

  private func frame(_ groups: [Double], width: Int) -> ChartFrame {
    // With the line of what a build pod requests, so that it is seen how much is missing.
    let highest = max(groups.max() ?? 0, asked)
    let top = (highest > 0 ? highest : nodeSize) * 1.08
    // The key names the unit; without the style sheet it would not fit into the margin.
    return ChartFrame(
      id: "n", title: "Free CPU by node",
      description:
        "A column is a node, or a group of nodes at its highest, most free first. Dashed line: what a "
        + "build pod requests. Highest: \(AmountUnit.core.withName(groups.max() ?? 0, digits: 2)).",
      height: 84, width: width, top: top, ticks: AxisTicks(top: top).labeled(size: 1, name: ""),
      labels: groups.isEmpty
        ? []
        : [
          TimeAxis.Label(place: 0, text: "most free", isMinor: false),
          TimeAxis.Label(place: 1, text: "least free", isMinor: false),
        ])
  }
}

/// Columns in a table.
struct Sparkline {
  let values: [Int]

  /// On a scale of its own.
  var svg: Markup {
    let base = ChartFrame.units
    let highest = max(1, values.max() ?? 1)
    let columns = values.suffix(30).enumerated().compactMap { index, value -> (x: Int, y: Int)? in
      guard value > 0 else { return nil }
      // A day with one pod is seen, too.
      return (x: index * 4, y: base - max(base / 33, value * base / highest))
    }
    return .element(
      "svg",
      [
        Attribute("width", "120"), Attribute("height", "22"), Attribute("viewBox", "0 0 120 \(base)"),
        Attribute("preserveAspectRatio", "none"), Attribute("aria-hidden", "true"),
      ],
      Shape.area(PathData.columns(columns, width: 3), .runningAtTimes),
      Shape.line("M0 \(base)H120", "x0"))
  }
}
