import Testing

@testable import Shared

@Suite("Scanning a line of a ledger", .timeLimit(.minutes(15)))
struct LineScannerTests {
  private func scan<Result>(_ text: String, _ read: (inout LineScanner) -> Result) -> (Result, rest: Int) {
    Array(text.utf8).withUnsafeBytes { bytes in
      var scanner = LineScanner(bytes)
      let result = read(&scanner)
      var rest = 0
      while let byte = scanner.next, scanner.skip(byte) { rest += 1 }
      return (result, rest)
    }
  }

  @Test(
    "A number has at most 18 digits and ends a member or a line",
    arguments: [
      ("12,", 12), ("-3}", -3), ("0", 0), ("123456789012345678,", 123_456_789_012_345_678),
      ("1234567890123456789,", nil), ("1.5,", nil), ("1e3,", nil), ("1 ,", nil), ("-,", nil), (",", nil),
      ("", nil), ("\"1\"", nil),
    ] as [(String, Int64?)])
  func numbers(text: String, number: Int64?) { #expect(scan(text) { $0.number() }.0 == number) }

  @Test(
    "A string is printable ASCII without escape sequences",
    arguments: [
      (#""a b","#, "a b"), (#""","#, ""), (#""a"#, nil), (#""a\n""#, nil), ("\"\u{1}\"", nil), (#""é""#, nil),
      ("a", nil), ("", nil),
    ] as [(String, String?)])
  func strings(text: String, string: String?) {
    #expect(scan(text) { scanner in scanner.string().map { scanner.text($0) } }.0 == string)
  }

  @Test("A flag is a whole word")
  func flags() {
    #expect(scan("true,") { $0.flag() } == (true, 1) && scan("false") { $0.flag() } == (false, 0))
    #expect(scan("tru") { $0.flag() } == (nil, 3) && scan("null,") { $0.flag() } == (nil, 5))
  }

  @Test(
    "A value of any kind is skipped to its end",
    arguments: [#""a\",é""#, "null", "-7", #"{"a":["}",{"b":"\\"}],"c":{}}"#, "[]"])
  func skips(value: String) {
    #expect(scan(value + ",1}") { $0.skipValue() } == (true, 3))
    if value.utf8.first.map(#""{["#.utf8.contains) == true {
      #expect(scan(String(value.dropLast())) { $0.skipValue() }.0 == false)
    }
  }

  @Test("A text is found where it first begins")
  func find() {
    func place(_ text: StaticString, in line: String) -> Int? {
      Array(line.utf8).withUnsafeBytes { $0.find(text) }
    }
    #expect(place("aab", in: "aaab") == 1 && place("b", in: "aab") == 2 && place("ab", in: "ab") == 0)
    #expect(place("ab", in: "a") == nil && place("ac", in: "aab") == nil && place("a", in: "") == nil)
    #expect(place("", in: "a") == nil)
  }
}
