import Shared
import Testing

@Suite(.timeLimit(.minutes(15)))
struct RFC3339Tests {
  static let times: [(String, Int64)] = [
    ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("2026-11-23T18:15:19Z", 1_795_457_719),
    ("2000-02-29T12:00:00Z", 951_825_600), ("2024-02-29T00:00:00Z", 1_709_164_800),
    ("2100-03-01T00:00:00Z", 4_107_542_400), ("0001-01-01T00:00:00Z", -62_135_596_800),
    ("0000-01-01T00:00:00Z", -62_167_219_200), ("9999-12-31T23:59:59Z", 253_402_300_799),
  ]

  @Test("Times are read and written", arguments: times)
  func roundTrip(text: String, seconds: Int64) {
    #expect(RFC3339.seconds(text) == seconds)
    #expect(RFC3339.text(seconds) == text)
  }

  static let others: [(String, Int64, Int32)] = [
    ("1970-01-01T01:00:00+01:00", 0, 0), ("1970-01-01T00:00:00+05:45", -20_700, 0),
    ("1969-12-31T23:30:00-00:30", 0, 0), ("1970-01-01T00:00:00-00:00", 0, 0),
    ("1970-01-01T00:00:01.5Z", 1, 500_000_000), ("1970-01-01T00:00:01.000001Z", 1, 1000),
    ("1970-01-01T00:00:01.123456789Z", 1, 123_456_789),
    ("1970-01-01T00:00:01.1234567899999Z", 1, 123_456_789), ("1969-12-31T23:59:59.25Z", -1, 250_000_000),
    ("1970-01-01T02:00:00.999999+02:00", 0, 999_999_000),
  ]

  @Test("Offsets and fractions are read", arguments: others)
  func offsetsAndFractions(text: String, seconds: Int64, nanoseconds: Int32) {
    #expect(RFC3339.instant(text) == RFC3339.Instant(seconds: seconds, nanoseconds: nanoseconds))
    #expect(RFC3339.seconds(text) == seconds)
  }

  static let wrong = [
    "", "2026-11-23", "2026-11-23T18:15:19", "2026-11-23 18:15:19Z", "2026-11-23t18:15:19Z",
    "2026-11-23T18:15:19z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z",
    "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-01T24:00:00Z",
    "2026-01-01T00:60:00Z", "2026-12-31T23:59:60Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00,5Z",
    "2026-01-01T00:00:00+0100", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+01:60",
    "2026-01-01T00:00:00+01", "2026-01-01T00:00:00Zx", " 2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z ",
    "02026-01-01T00:00:00Z", "-026-01-01T00:00:00Z", "2026-1-01T00:00:00Z", "２026-01-01T00:00:00Z",
    "2026-01-01T00:00:0aZ", "2026-01-01T+1:00:00Z", "1795457719",
  ]

  @Test("Any other text is an error", arguments: wrong)
  func refused(text: String) {
    #expect(RFC3339.instant(text) == nil)
  }

  @Test("Every day from 1996 to 2105 follows the day before")
  func everyDay() {
    var previous = "1995-12-31"
    for day in 9_496..<49_673 as Range<Int64> {
      let text = RFC3339.text(day * 86_400)
      #expect(RFC3339.seconds(text) == day * 86_400)
      #expect(text > previous)
      previous = text
    }
    #expect(previous == "2105-12-31T00:00:00Z")
  }

  @Test(
    "Any number of seconds can be written",
    arguments: [Int64.min, .max, 253_402_300_800, -62_167_219_201])
  func extremes(seconds: Int64) {
    #expect(!RFC3339.text(seconds).isEmpty)
  }

  @Test("Microseconds are written with six digits")
  func microseconds() {
    #expect(RFC3339.microseconds(.init(seconds: 1_795_457_747)) == "2026-11-23T18:15:47.000000Z")
    #expect(RFC3339.microseconds(.init(seconds: 0, nanoseconds: 1_999)) == "1970-01-01T00:00:00.000001Z")
    #expect(
      RFC3339.microseconds(.init(seconds: -1, nanoseconds: 999_999_999)) == "1969-12-31T23:59:59.999999Z")
  }
}
