/// A badge for other pages: how many build pods fit, or how long one waits.
struct Badge {
  /// `21 free`
  let text: String
  let grade: PageState.Grade

  /// - Parameter now: the time of writing, in seconds since 1970.
  init(_ input: StatusPageInput, now: Int64) {
    let page = PageContext(input, now: now)
    grade = page.state.grade
    text = Self.text(page)
  }

  private static func text(_ page: PageContext) -> String {
    let sample = page.input.sample
    switch page.state.kind {
    case .failed:
      guard let sample else { return "not known" }
      return "not known since \(TimeText.datePrefix(sample.time, now: page.now))\(TimeText.hour(sample.time))"
    case .clock: return "clock wrong"
    case .room: return "\(NumberText.whole(sample?.estimate.buildPodsThatFit ?? 0)) free"
    case .wait: return "0 free, about \(DurationText.estimate(sample?.estimate.seconds ?? 0))"
    case .neverFits: return "none can start"
    case .noNodes: return "no node"
    case .unknown: return "wait not known"
    }
  }

  var svg: String {
    let label = "build pods"
    let (left, right) = (Self.width(label), Self.width(text))
    let (split, width) = (left + 14, left + right + 28)
    let whole = "\(label): \(text)"
    return Markup.element(
      "svg",
      [
        Attribute("xmlns", "http://www.w3.org/2000/svg"), Attribute("width", "\(width)"),
        Attribute("height", "20"),
        Attribute("viewBox", "0 0 \(width) 20"), Attribute("role", "img"), Attribute("aria-label", whole),
      ],
      .element("title", [], Markup(whole)),
      .void(
        "rect",
        [
          Attribute("width", "\(width)"), Attribute("height", "20"), Attribute("rx", "3"),
          Attribute("fill", "#3b4148"),
        ]),
      .void(
        "path",
        [
          Attribute("d", "M\(split) 0h\(right + 11)a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H\(split)z"),
          Attribute("fill", color),
        ]),
      .element(
        "g",
        [
          Attribute("fill", "#fff"), Attribute("font-family", "Verdana,DejaVu Sans,sans-serif"),
          Attribute("font-size", "11"), Attribute("text-anchor", "middle"),
        ], part(label, Double(split) / 2, left), part(text, Double(split) + Double(right + 14) / 2, right))
    ).text + "\n"
  }

  private func part(_ text: String, _ middle: Double, _ width: Int) -> Markup {
    .element(
      "text", [Attribute("x", middle.coordinate), Attribute("y", "14"), Attribute("textLength", "\(width)")],
      Markup(text))
  }

  private var color: String {
    switch grade {
    case .ok: "#1a7f4b"
    case .wait: "#a35200"
    case .bad: "#b3261e"
    }
  }

  /// In pixels, in Verdana of 11 pixels; the text is then fitted to it exactly.
  private static func width(_ text: String) -> Int {
    let tenths = text.unicodeScalars.reduce(0) { width, character in
      switch character {
      case "i", "l", "j", ",", ".", ":": width + 34
      case " ", "\u{a0}", "t", "f", "r": width + 44
      case "m", "w": width + 100
      default: width + 67
      }
    }
    return (tenths + 9) / 10
  }
}
