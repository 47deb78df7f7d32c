import Testing

@testable import Shared

@Suite("Text from other programs, as podkeeper shows it", .timeLimit(.minutes(15)))
struct PlainTextTests {
  @Test(
    "Control characters become spaces",
    arguments: [
      "\u{0}", "\t", "\n", "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{61C}", "\u{200E}", "\u{200F}",
      "\u{2028}",
      "\u{2029}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}",
      "\u{2068}",
      "\u{2069}",
    ])
  func controls(character: String) {
    #expect("a\(character)b".withoutControlCharacters == "a b")
    #expect(printable("\(character)a".utf8) == "a")
  }

  @Test(
    "Large numbers have commas",
    arguments: [(0, "0"), (999, "999"), (1900, "1,900"), (101_128, "101,128"), (-1_000_000, "-1,000,000")])
  func grouped(number: Int, text: String) { #expect(number.grouped == text) }

  @Test("All other characters stay", arguments: ["", "a b", "é", "עברית", "👩‍💻", "e\u{301}", "\u{FEFF}"])
  func others(text: String) {
    #expect(text.withoutControlCharacters.unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test("An unexpected body is shown as one line without surrounding space")
  func body() {
    #expect(printable("404 page\r\nnot found\n".utf8) == "404 page  not found")
    #expect(printable(" \n\u{0}".utf8) == nil)
    #expect(printable([0xff, UInt8(ascii: "a")]) == "a")
  }
}
