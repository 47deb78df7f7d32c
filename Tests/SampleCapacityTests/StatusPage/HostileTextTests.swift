import Testing

@testable import sample_capacity

@Suite("What a cluster can set cannot become markup", .timeLimit(.minutes(15)))
struct HostileTextTests {
  private static let names: Set<String> = [
    "html", "head", "meta", "title", "link", "style", "body", "header", "main", "footer", "section", "div",
    "p", "span",
    "b", "code", "bdi", "small", "h1", "h2", "h3", "dl", "dt", "dd", "figure", "figcaption", "details",
    "summary",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "g", "path", "rect", "line", "text",
    "desc",
  ]

  @Test(
    "Pages have only their own elements, and no script, style or address", arguments: PageFixture.allCases)
  func elements(fixture: PageFixture) throws {
    let page = try PageScanner(fixture.html)
    for (name, attributes) in page.elements {
      #expect(Self.names.contains(name))
      for (key, value) in attributes {
        #expect(!key.hasPrefix("on") && key != "style" && key != "src", "\(name) \(key)")
        #expect(key != "href" || value.hasPrefix("data:image/svg+xml,"))
        #expect(!value.contains("url("), "\(value)")
      }
    }
  }

  @Test("Pages have no control characters and no marks that reverse text", arguments: PageFixture.allCases)
  func characters(fixture: PageFixture) throws {
    let html = fixture.html
    let odd = html.unicodeScalars.filter { scalar in
      scalar != "\n" && (scalar.properties.generalCategory == .control || scalar.properties.isBidiControl)
    }
    #expect(odd.isEmpty)
    #expect(html.count { $0 == "\n" } == "\(PageStyle.css)".count { $0 == "\n" } + 2)
  }

  @Test("The identifiers of a page are unique", arguments: PageFixture.allCases)
  func identifiers(fixture: PageFixture) throws {
    let page = try PageScanner(fixture.html)
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for labels in page.elements.compactMap({ $0.attributes["aria-labelledby"] }) {
      for label in labels.split(separator: " ") { #expect(ids.contains(String(label))) }
    }
  }

  @Test("Every row of a table has as many cells as its head", arguments: PageFixture.allCases)
  func rows(fixture: PageFixture) throws {
    var counts: [Int] = []
    for (name, attributes) in try PageScanner(fixture.html).elements {
      switch name {
      case "table": counts = []
      case "tr": counts.append(0)
      case "th", "td": counts[counts.count - 1] += attributes["colspan"].flatMap { Int($0) } ?? 1
      case "tbody": #expect(counts.count == 1)
      default: continue
      }
      // The row before is whole.
      if name == "tr", counts.count > 2 { #expect(counts[counts.count - 2] == counts[0]) }
    }
  }

  @Test("The fixture has hostile text in every text field of the input")
  func fixtureIsHostile() {
    var hostile: Set<String> = []
    var all: Set<String> = []
    func walk(_ value: Any, _ label: String) {
      if let text = value as? String {
        all.insert(label)
        if text.contains("<script>") { hostile.insert(label) }
        return
      }
      for child in Mirror(reflecting: value).children {
        let isPlain = child.label == nil || child.label == "some" || child.label?.hasPrefix(".") == true
        walk(child.value, isPlain ? label : "\(label).\(child.label ?? "")")
      }
    }
    walk(StatusPageInput.hostile(), "input")
    #expect(all.count > 15)
    #expect(all.subtracting(hostile) == [])
  }

  @Test("Badges have only their own text", arguments: PageFixture.allCases)
  func badges(fixture: PageFixture) throws {
    let badge = try PageScanner(Badge(fixture.input, now: PageFixture.time).svg)
    #expect(badge.elements.map(\.name) == ["svg", "title", "rect", "path", "g", "text", "text"])
    #expect(!badge.text.contains("script"))
  }
}
