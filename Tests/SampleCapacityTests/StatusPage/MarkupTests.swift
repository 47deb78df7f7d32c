import Foundation
import Shared
import Testing

@testable import sample_capacity

@Suite("HTML and SVG are escaped by construction", .timeLimit(.minutes(15)))
struct MarkupTests {
  @Test("Text cannot become markup")
  func text() {
    #expect(Markup("<b>&\"'").text == "&lt;b&gt;&amp;&quot;&#39;")
    #expect(Markup.element("p", [], Markup("a<b")).text == "<p>a&lt;b</p>")
  }

  @Test("An attribute's value cannot end the attribute")
  func attribute() {
    let element = Markup.void("rect", [Attribute("id", "a\" onload=\"x"), .class("'>")])
    #expect(element.text == "<rect id=\"a&quot; onload=&quot;x\" class=\"&#39;&gt;\"/>")
  }

  @Test("An interpolation escapes its literals and its values")
  func interpolation() {
    let name = "<i>"
    let markup: Markup = "1 < 2 \(name) \(strong: name) \(code: name) \(named: name) \(Markup.element("u"))"
    #expect(
      markup.text
        == "1 &lt; 2 &lt;i&gt; <b>&lt;i&gt;</b> <code>&lt;i&gt;</code> <bdi>&lt;i&gt;</bdi> <u></u>")
  }

  @Test("Characters that move or reverse the text around them become spaces")
  func controls() {
    #expect(Markup("a\u{202e}b\u{2066}c\u{0}d\u{1b}e\u{85}f\ng").text == "a b c d e f g")
  }

  @Test("Without the style sheet, words do not run together", arguments: PageFixture.allCases)
  func apart(fixture: PageFixture) {
    let html = fixture.html
    #expect(!html.contains("</span><span") && !html.contains("/></svg>predicted"))
    let small = html.components(separatedBy: "<small>")
    #expect(small.dropLast().allSatisfy { $0.hasSuffix("<div>") })
    #expect(html.contains("<table ") && !html.contains("<table>"))
  }

  @Test("A long message is cut")
  func long() {
    let text = Markup.named(String(repeating: "ä", count: 5000)).text
    #expect(text == "<bdi>\(String(repeating: "ä", count: 600))…</bdi>")
  }

  @Test("A secret in a message is hidden, whatever characters it has and wherever the message is cut")
  func secret() {
    Secrets.add("markup&<secret>\"1234")
    #expect(Markup.named("no: markup&<secret>\"1234!").text == "<bdi>no: ***!</bdi>")
    let long = String(repeating: "a", count: 590) + "markup&<secret>\"1234"
    #expect(!Markup.named(long).text.contains("markup"))
  }
}
