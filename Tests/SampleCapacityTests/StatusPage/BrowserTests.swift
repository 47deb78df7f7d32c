import Foundation
import TestSupport
import Testing

@testable import sample_capacity

@Suite(
  "A browser finds nothing wrong with the status page",
  .enabled(
    if: Python.isThere && InstalledTool.isThere("chromium"), "takes chromium and axe-core: make setup-tests"),
  .timeLimit(.minutes(15)))
struct BrowserTests {
  private func problems(_ pages: [(name: String, html: String)]) async throws -> [String: [String]] {
    let folder = try TemporaryFolder()
    let files = try pages.map { try folder.write($0.name + ".html", $0.html) }
    let run = try await Python.run("check_pages.py", files)
    #expect(run.code == 0 && run.errorText.isEmpty, "\(run.errorText)")
    return try JSONDecoder().decode([String: [String]].self, from: Data(run.text.utf8))
  }

  @Test("Nothing is logged or requested, nothing scrolls sideways, everything is legible, in every state")
  func pages() async throws {
    let found = try await problems(PageFixture.allCases.map { ($0.rawValue, $0.html) })
    #expect(found.count == PageFixture.allCases.count)
    for (page, problems) in found { #expect(problems == [], "\(page)") }
  }

  @Test("The check notices a wrong hash, a request, a wide page and a faint text")
  func check() async throws {
    let html = PageFixture.firstRun.html
    let withoutPolicy = html.replacing("http-equiv=\"Content-Security-Policy\"", with: "name=\"x\"")
    let found = try await problems([
      ("hash", html.replacing("</style>", with: "\n</style>")),
      (
        "request",
        withoutPolicy.replacing("</body>", with: "<img alt=\"\" src=\"https://127.0.0.1:1/x.png\"></body>")
      ),
      ("wide", html.replacing("Builds start at once", with: "<span class=\"wide\">\(wide)</span>")),
      ("faint", withoutPolicy.replacing("--mut:#59616b", with: "--mut:#a9b1bb")),
    ])
    #expect(found["hash.html"]?.contains { $0.contains("Content Security Policy") } == true)
    #expect(found["request.html"]?.contains("request: https://127.0.0.1:1/x.png") == true)
    #expect(found["wide.html"]?.contains { $0.contains("pixels wide on a screen of 320") } == true)
    #expect(found["faint.html"]?.contains { $0.hasPrefix("light: text ") } == true)
  }

  /// A table whose cells do not break.
  private var wide: String {
    "<table><tr><td>\(String(repeating: "<td>1,000,000</td>", count: 12))</td></tr></table>"
  }
}
