/// The shapes of charts, with a mid tone for pages without a style sheet.
enum Shape {
  enum Tone: String {
    case running = "r"
    case runningAtTimes = "r2"
    case bar = "h"
    case missed = "m"
    case waiting = "w"
    case band = "b"

    /// Legible on white and on black.
    var color: String {
      switch self {
      case .running, .bar: "#3f7fc4"
      case .runningAtTimes: "#8fb5de"
      case .missed: "#d0453a"
      case .waiting: "#d07c12"
      case .band: "#9db4cc"
      }
    }
  }

  /// Nothing for an empty path.
  static func area(_ path: String, _ tone: Tone, parted: Bool = false) -> Markup {
    guard !path.isEmpty else { return .empty }
    return .void(
      "path",
      [
        .class(tone.rawValue + (parted ? " s" : "")), Attribute("d", path), Attribute("fill", tone.color),
      ] + (parted ? [Attribute("vector-effect", "non-scaling-stroke")] : []))
  }

  /// Vertical bars.
  static func bars(_ path: String, _ tone: Tone, width: Double) -> Markup {
    guard !path.isEmpty else { return .empty }
    return .void(
      "path",
      [
        .class("k" + tone.rawValue), Attribute("d", path), Attribute("stroke", tone.color),
        Attribute("stroke-width", width.coordinate), Attribute("vector-effect", "non-scaling-stroke"),
        Attribute("fill", "none"),
      ])
  }

  /// - Parameter name: the class.
  static func line(_ path: String, _ name: String, width: Double = 1, dashed: Bool = false) -> Markup {
    guard !path.isEmpty else { return .empty }
    var attributes = [
      .class(name), Attribute("d", path), Attribute("stroke", "currentColor"),
      Attribute("vector-effect", "non-scaling-stroke"),
    ]
    // The bottom line has no area to fill.
    if name != "x0" { attributes.append(Attribute("fill", "none")) }
    if width != 1 { attributes.append(Attribute("stroke-width", width.coordinate)) }
    if dashed { attributes.append(Attribute("stroke-dasharray", "5 3")) }
    return .void("path", attributes)
  }
}

/// A small drawing in a line of words.
enum Swatch {
  case square(Shape.Tone)
  case bar(Shape.Tone)
  case dash
  case outline
  case mark
  /// Nothing, for what is blank.
  case blank
  /// A day without data.
  case hyphen

  var markup: Markup {
    let shape: Markup
    switch self {
    case .square(let tone): shape = rect(0, 12, tone)
    case .bar(let tone): shape = rect(4, tone == .missed ? 5 : 4, tone)
    case .dash: shape = Shape.line("M0 6h5m3 0h5", "a", width: 1.5)
    case .mark: shape = Shape.line("M0 6h12", "a", width: 2)
    case .blank: shape = .empty
    case .hyphen: shape = Shape.line("M3 6h6", "o")
    case .outline: shape = Shape.line("M2.5 .5h7v11h-7z", "o")
    }
    return .element(
      "svg",
      [Attribute("width", "13"), Attribute("height", "12"), Attribute("aria-hidden", "true")], shape)
  }

  private func rect(_ x: Int, _ width: Int, _ tone: Shape.Tone) -> Markup {
    .void(
      "rect",
      [
        .class(tone.rawValue), Attribute("x", "\(x)"), Attribute("width", "\(width)"),
        Attribute("height", "12"), Attribute("fill", tone.color),
      ])
  }

  /// `■ 1,803.2 running`
  func with(_ text: Markup) -> Markup { .element("span", [], markup + " " + text) }

  /// - Parameter hasGaps: whether something is blank. A short gap has no room for words of its own.
  static func key(_ parts: [Markup], hasGaps: Bool = false) -> Markup {
    let gaps: [Markup] = hasGaps ? [Swatch.blank.with("blank: no data")] : []
    return .element("p", [.class("key")], .joined(parts + gaps, separator: " "))
  }
}
