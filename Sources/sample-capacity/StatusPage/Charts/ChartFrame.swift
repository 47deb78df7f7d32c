/// The plot of a chart: its size, its axes and its text.
///
/// An inner SVG with the data stretches with the page. Text is in the outer one, which has no view box, so it keeps its
/// size at any width: x in per cent, y in pixels. Every shape has presentation attributes in mid tones, so a chart is
/// legible without the style sheet, on a light and on a dark ground.
struct ChartFrame {
  /// The top of the plot, which leaves room for half a line of text, in pixels.
  private static let above = 6
  /// The height in the data's units: a plot is lower than 250 pixels, and short numbers make short pages.
  static let units = 250

  /// Unique on the page.
  let id: String
  /// What the chart shows.
  let title: String
  /// How to read it, and its highest value.
  let description: String
  /// Of the plot, in pixels.
  let height: Int
  /// The data's horizontal units.
  let width: Int
  /// The value at the top.
  let top: Double
  /// Values of the horizontal lines, with their labels. The first is zero.
  let ticks: [(value: Double, label: String)]
  /// Horizontal labels.
  var labels: [TimeAxis.Label] = []

  func y(_ value: Double) -> Int {
    guard top > 0, value.isFinite else { return Self.units }
    let share = min(max(0, value / top), 1)
    return Self.units - Int((share * Double(Self.units)).rounded())
  }

  /// In pixels of the outer SVG.
  func pixel(_ value: Double) -> Double {
    Double(Self.above) + Double(y(value)) * Double(height) / Double(Self.units)
  }

  static func percent(_ place: Double) -> String { (place * 100).coordinate + "%" }

  /// - Parameters:
  ///   - shapes: in the data's units.
  ///   - texts: in the outer SVG.
  func svg(_ shapes: [Markup], _ texts: [Markup] = []) -> Markup {
    let inner = Markup.element(
      "svg",
      [
        Attribute("y", "\(Self.above)"), Attribute("width", "100%"), Attribute("height", "\(height)"),
        Attribute("viewBox", "0 0 \(width) \(Self.units)"), Attribute("preserveAspectRatio", "none"),
        Attribute("overflow", "visible"),
      ], shapes)
    return .element(
      "svg",
      [
        Attribute("width", "100%"), Attribute("height", "\(height + 34)"), Attribute("overflow", "visible"),
        Attribute("role", "img"), Attribute("aria-labelledby", "\(id)t \(id)d"),
      ],
      [
        .element("title", [.id("\(id)t")], Markup(title)),
        .element("desc", [.id("\(id)d")], Markup(description)),
      ] + grid + [inner] + tickLabels + timeLabels + texts)
  }

  private var grid: [Markup] {
    let lines = ticks.dropFirst().map { tick in
      let y = pixel(tick.value).coordinate
      return Markup.void("line", [Attribute("x2", "100%"), Attribute("y1", y), Attribute("y2", y)])
    }
    return [
      .element(
        "g", [.class("g"), Attribute("stroke", "currentColor"), Attribute("stroke-opacity", ".2")], lines)
    ]
  }

  private var tickLabels: [Markup] {
    let labels = ticks.map { tick in
      Markup.element(
        "text", [Attribute("x", "-8"), Attribute("y", (pixel(tick.value) + 4).coordinate)], Markup(tick.label)
      )
    }
    return [Self.texts(labels, anchor: "end")]
  }

  private var timeLabels: [Markup] {
    let labels = labels.map { label in
      var attributes = [Attribute("x", Self.percent(label.place))]
      if label.place == 0 { attributes.append(Attribute("text-anchor", "start")) }
      if label.place == 1 { attributes.append(Attribute("text-anchor", "end")) }
      if label.isMinor { attributes.append(.class("x")) }
      return Markup.element("text", attributes, Markup(label.text))
    }
    return [Self.texts(labels, anchor: "middle", y: Self.above + height + 16)]
  }

  private static func texts(_ texts: [Markup], anchor: String, y: Int = 0) -> Markup {
    .element(
      "g",
      [
        Attribute("fill", "currentColor"), Attribute("font-size", "12"), Attribute("text-anchor", anchor),
      ] + (y == 0 ? [] : [Attribute("transform", "translate(0 \(y))")]), texts)
  }

  /// The highest value, named above its place.
  ///
  /// - Parameter value: what the text stands above.
  func peak(_ text: String, at place: Double, above value: Double) -> Markup {
    Self.text(
      Self.percent(place), max(pixel(value) - 5, 9).coordinate, text,
      anchor: place < 0.2 ? "start" : place > 0.8 ? "end" : "middle", "p")
  }

  /// `no data` in each gap between runs that is wide enough.
  ///
  /// - Parameters:
  ///   - buckets: of the whole width, each as long as the others.
  ///   - plotWidth: of the plot on a wide screen, in pixels.
  func noData<Value>(in buckets: [Value?], plotWidth: Double) -> [Markup] {
    let runs = Downsampling.runs(buckets)
    return zip(runs, runs.dropFirst()).compactMap { before, after in
      let start = Double(before.upperBound) / Double(buckets.count)
      let end = Double(after.lowerBound) / Double(buckets.count)
      guard (end - start) * plotWidth >= 48 else { return nil }
      return Self.text(
        Self.percent((start + end) / 2), "\(Self.above + height - 10)", "no data", anchor: "middle", "x")
    }
  }

  /// `no data since 02:32` at the top right.
  ///
  /// - Parameter isLower: whether something else stands there.
  func noDataSince(_ text: String, isLower: Bool = false) -> Markup {
    Self.text(
      "100%", "\(Self.above + (isLower ? 30 : 12))", "no data since \(text)", anchor: "end", "p")
  }

  static func text(_ x: String, _ y: String, _ text: String, anchor: String, _ name: String) -> Markup {
    var attributes = [
      Attribute("x", x), Attribute("y", y), Attribute("text-anchor", anchor),
      Attribute("fill", "currentColor"), Attribute("font-size", "12"),
    ]
    if !name.isEmpty { attributes.append(.class(name)) }
    return .element("text", attributes, Markup(text))
  }
}
