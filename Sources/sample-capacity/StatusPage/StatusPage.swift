import FoundationEssentials
import Shared

/// The status page as one HTML file: no script, no request, one style sheet that is allowed by its hash.
///
/// A pure function of its input and the time of writing.
struct StatusPage {
  private let page: PageContext

  /// - Parameter now: the time of writing, in seconds since 1970.
  init(_ input: StatusPageInput, now: Int64) { page = PageContext(input, now: now) }

  var html: String {
    Markup.document(
      .element(
        "html", [Attribute("lang", "en")], head,
        .element("body", [.class(page.state.grade.rawValue)], body))
    ).text
  }

  private var body: [Markup] {
    [
      HeaderSection(page: page).markup,
      .element(
        "main", [],
        [
          HeadlineSection(page: page).markup, FactsSection(page: page).markup, WaitSection(page: page).markup,
          CapacitySection(page: page).markup, QueueSection(page: page).markup,
          ReapedSection(page: page).markup,
          NodesSection(page: page).markup, BuildPodsSection(page: page).markup,
        ]),
      FooterSection(page: page).markup,
    ]
  }

  private var head: Markup {
    let refresh =
      page.input.isOfSnapshot
      ? Markup.empty
      : meta("http-equiv", "refresh", "\(max(1, page.input.interval))")
    return .element(
      "head", [], .void("meta", [Attribute("charset", "utf-8")]),
      meta("http-equiv", "Content-Security-Policy", Self.policy),
      meta("name", "viewport", "width=device-width,initial-scale=1"),
      meta("name", "color-scheme", "light dark"), meta("name", "robots", "noindex"), refresh,
      .element("title", [], "\(page.state.short) – \(page.input.cluster)"),
      .void("link", [Attribute("rel", "icon"), Attribute("href", StateIcon.favicon(page.state.grade))]),
      .style(PageStyle.css))
  }

  private func meta(_ name: StaticString, _ value: String, _ content: String) -> Markup {
    .void("meta", [Attribute(name, value), Attribute("content", content)])
  }

  /// Allows nothing but the style sheet, by the hash of exactly the bytes between its tags, and the icon.
  static var policy: String {
    let hash = Data(sha256Digest(Array("\(PageStyle.css)".utf8))).base64EncodedString()
    return
      "default-src 'none'; style-src 'sha256-\(hash)'; img-src data:; base-uri 'none'; form-action 'none'"
  }
}
