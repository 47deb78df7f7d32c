import Testing

@testable import Shared

@Suite("What an expiry annotation says", .timeLimit(.minutes(15)))
struct DeadlineTests {
  @Test(
    "A whole number is a time in unix seconds",
    arguments: [
      ("1700000000", 1_700_000_000), ("+1700000000", 1_700_000_000), ("00001700000000", 1_700_000_000),
      ("-1", -1), ("0", 0), ("-9223372036854775808", Int64.min), ("95617583999", 95_617_583_999),
    ])
  func readable(text: String, seconds: Int64) {
    #expect(Deadline(annotation: text) == .at(unixSeconds: seconds))
  }

  @Test(
    "Anything else is unreadable",
    arguments: [
      "", " 1700000000", "1700000000 ", "1_700_000_000", "0x10", "1.7e9", "9223372036854775808", "١٧٠٠٠٠٠٠٠٠",
      "１７００００００００", "18446744073709551616", "184467440737095516160", "-184467440737095516160", "+", "-",
      "--1", "tomorrow", "1700000000000", "95617584000", "\n1", "1\0",
    ])
  func unreadable(text: String) {
    guard case .unreadable = Deadline(annotation: text) else {
      Issue.record("\(text) was read as \(Deadline(annotation: text))")
      return
    }
  }

  @Test("Without the annotation, there is no deadline")
  func none() {
    #expect(Deadline(annotation: nil) == .none)
  }
}
