/// The shape of the state: a square with a tick, a square with the hands of a clock, a triangle with `!`.
enum StateIcon {
  private static func outline(_ grade: PageState.Grade) -> String {
    switch grade {
    case .ok, .wait: "M3 1h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2z"
    case .bad: "M8 1 15.5 15H.5z"
    }
  }

  private static func sign(_ grade: PageState.Grade) -> String {
    switch grade {
    case .ok: "M4 8l3 3 5-6"
    case .wait: "M8 4v4.5l3 2"
    case .bad: "M8 6v4.5M8 12v1.6"
    }
  }

  private static func color(_ grade: PageState.Grade) -> String {
    switch grade {
    case .ok: "#1a7f4b"
    case .wait: "#b35c00"
    case .bad: "#b3261e"
    }
  }

  static func markup(_ grade: PageState.Grade) -> Markup {
    .element(
      "svg",
      [
        Attribute("width", "16"), Attribute("height", "16"), Attribute("viewBox", "0 0 16 16"),
        Attribute("aria-hidden", "true"),
      ],
      .void("path", [Attribute("d", outline(grade)), Attribute("fill", "currentColor")]),
      .void(
        "path",
        [
          // Without a style sheet the square is black or white; the sign has the color of the ground.
          .class("sign"), Attribute("d", sign(grade)), Attribute("stroke", "Canvas"),
          Attribute("stroke-width", "2"),
          Attribute("fill", "none"),
        ]))
  }

  /// An SVG image in a data URI.
  static func favicon(_ grade: PageState.Grade) -> String {
    let svg =
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
      + "<path d='\(outline(grade))' fill='\(color(grade))'/>"
      + "<path d='\(sign(grade))' stroke='#fff' stroke-width='2' fill='none'/></svg>"
    let escapes: [Character: String] = ["<": "%3C", ">": "%3E", "#": "%23", " ": "%20"]
    return "data:image/svg+xml," + svg.map { escapes[$0] ?? String($0) }.joined()
  }
}
