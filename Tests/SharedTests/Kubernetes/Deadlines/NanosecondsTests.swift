import Testing

@testable import Shared

@Suite("Go durations", .timeLimit(.minutes(15)))
struct NanosecondsTests {
  private static let second: Int64 = 1_000_000_000

  @Test(
    "Terms are added exactly",
    arguments: [
      ("0", 0), ("+0", 0), ("-0", 0), ("0s", 0), ("5s", 5 * second), ("+5s", 5 * second),
      ("-5s", -5 * second),
      ("1h30m", 5400 * second), ("30m1h", 5400 * second), ("1h1h", 7200 * second), (".5h", 1800 * second),
      ("1.h", 3600 * second), ("1.5h", 5400 * second), ("1ns", 1), ("1us", 1000), ("1\u{B5}s", 1000),
      ("1\u{3BC}s", 1000), ("1ms", 1_000_000), ("0.9ns", 0), ("0.3333333333333333333h", nil),
      ("0.100000000000000000h", 360 * second), ("0.000000001s", 1), ("1.000000001s", second + 1),
      ("39h9m14.425s", 140_954_425_000_000), ("9223372036854775807ns", .max),
      ("9223372036854775.807us", .max), ("2562047h47m16.854775807s", .max), ("00005m", 300 * second),
    ] as [(String, Int64?)])
  func readable(text: String, count: Int64?) throws {
    guard let count else {
      #expect(throws: Nanoseconds.Problem.tooLarge) { try Nanoseconds(text, units: .go) }
      return
    }
    #expect(try Nanoseconds(text, units: .go).count == count)
    #expect(try Nanoseconds(text, units: .daysAndWeeks).count == count)
  }

  @Test(
    "Days and weeks are read only where they are allowed",
    arguments: [
      ("1.5d", 129_600 * second), ("1d12h", 129_600 * second), ("1w2d3s96ns", 777_603 * second + 96),
      ("15250w", 15250 * 604_800 * second), (".5w", 302_400 * second),
    ])
  func days(text: String, count: Int64) throws {
    #expect(try Nanoseconds(text, units: .daysAndWeeks).count == count)
    #expect(throws: Nanoseconds.Problem.malformed) { try Nanoseconds(text, units: .go) }
  }

  @Test(
    "Anything else is malformed",
    arguments: [
      "", "+", "-", "5", "00", "1.5", ".", ".s", "h", "1H", "1y", "1M", "1 h", " 1h", "1h ", "1h\n", "--1h",
      "1h-5m", "1,5h", "1e3s", "0x1h", "forever", "1hh", "1µ", "١h", "１h", "1h\0", "1..5h", "Infs",
    ])
  func malformed(text: String) {
    #expect(throws: Nanoseconds.Problem.malformed) { try Nanoseconds(text, units: .daysAndWeeks) }
  }

  @Test(
    "A duration that overflows is too large",
    arguments: [
      "15251w", "9223372036854775808ns", "-9223372036854775809ns", "18446744073709551616ns",
      "99999999999999999999h", "2562047h47m16.854775808s", "15250w1000w", "9223372036854775807ns1ns",
      "9999999999999999999ns9999999999999999999ns", "106752d", "9223372036854775.808us",
    ])
  func tooLarge(text: String) {
    #expect(throws: Nanoseconds.Problem.tooLarge) { try Nanoseconds(text, units: .daysAndWeeks) }
  }
}
