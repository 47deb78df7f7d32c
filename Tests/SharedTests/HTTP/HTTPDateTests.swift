import Shared
import Testing

@Suite("Date headers", .timeLimit(.minutes(15)))
struct HTTPDateTests {
  @Test(
    "The standard format is read",
    arguments: [
      ("Mon, 23 Nov 2026 18:15:19 GMT", 1_795_457_719), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
      ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
    ])
  func readable(text: String, seconds: Int64) {
    #expect(HTTPDate(text)?.unixSeconds == seconds)
  }

  @Test(
    "Any other format is ignored",
    arguments: [
      "", "Mon, 23 Nov 2026 18:15:19", "Mon, 23 Nov 2026 18:15:19 CET", "Monday, 23-Nov-26 18:15:19 GMT",
      "Mon Nov 23 18:15:19 2026", "Mon, 30 Feb 2026 18:15:19 GMT", "Mon, 23 Foo 2026 18:15:19 GMT",
      "Mon, 23 Nov 2026 24:15:19 GMT", "Mon, 3 Nov 2026 18:15:19 GMT", "Mon,  23 Nov 2026 18:15:19 GMT",
      "2026-11-23T18:15:19Z",
    ])
  func unreadable(text: String) {
    #expect(HTTPDate(text) == nil)
  }
}
