import Foundation
import Testing

@testable import sample_capacity

@Suite("The status page in each state", .timeLimit(.minutes(15)))
struct PageFilesTests {
  /// `make screenshots` sets the folder, and a browser then looks at the pages.
  @Test("Pages are written for a browser", arguments: PageFixture.allCases)
  func writes(fixture: PageFixture) throws {
    let html = fixture.html
    #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en\">") && html.hasSuffix("</html>\n"))
    guard let folder = ProcessInfo.processInfo.environment["STATUS_PAGES"] else { return }
    try html.write(toFile: "\(folder)/\(fixture.rawValue).html", atomically: true, encoding: .utf8)
    let badge = Badge(fixture.input, now: PageFixture.time).svg
    try badge.write(toFile: "\(folder)/\(fixture.rawValue).svg", atomically: true, encoding: .utf8)
  }

  @Test("A page of 30 days has at most 100 KB, at 5,000 nodes too", arguments: PageFixture.allCases)
  func size(fixture: PageFixture) { #expect(fixture.html.utf8.count <= 100_000) }
}
