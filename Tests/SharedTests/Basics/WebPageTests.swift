import Testing

@testable import Shared

@Suite("Web pages", .timeLimit(.minutes(15)))
struct WebPageTests {
  @Test(
    "Its first words are quoted, without tags, styles and scripts",
    arguments: [
      ("<html><head><title>502 Bad Gateway</title></head><body> <h1>x</h1>", " (\"502 Bad Gateway x\")"),
      ("<title>Sign in</title><style>body {color: red}</style>", " (\"Sign in body\")"),
      ("<html></html>", ""), ("", ""), ("<p", ""), ("plain", " (\"plain\")"),
      (String(repeating: "a", count: 101), " (\"\(String(repeating: "a", count: 100))…\")"),
    ])
  func words(page: String, text: String) {
    #expect(WebPage.quoted(page) == text)
  }
}
