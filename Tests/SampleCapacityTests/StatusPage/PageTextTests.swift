import Testing

@testable import sample_capacity

@Suite("Figures on the status page", .timeLimit(.minutes(15)))
struct PageTextTests {
  @Test(
    "Numbers have commas, and zero is 0",
    arguments: [
      (0.0, 2, "0"), (0.004, 2, "0"), (0.89, 2, "0.89"), (1803.24, 1, "1,803.2"), (29_408, 0, "29,408"),
      (501_234.4, 0, "501,234"), (999.96, 1, "1,000.0"), (-0.5, 1, "−0.5"),
      (1e300, 1, "9,000,000,000,000,000"),
      (.nan, 1, "–"),
    ])
  func decimals(number: Double, digits: Int, text: String) {
    #expect(NumberText.decimal(number, digits: digits) == text)
  }

  @Test("CPU hours above 10,000 are in thousands")
  func hours() {
    #expect(NumberText.cpuHours(523.4) == "523\u{a0}CPU\u{a0}h")
    #expect(NumberText.cpuHours(9999) == "9,999\u{a0}CPU\u{a0}h")
    #expect(NumberText.cpuHours(501_234) == "501,000\u{a0}CPU\u{a0}h")
  }

  @Test("A share has one decimal and no space")
  func percent() { #expect(NumberText.percent(1.0324) == "103.2%") }

  @Test(
    "Lengths of time have two parts at most",
    arguments: [
      (0, "0 s"), (9, "9 s"), (60, "1 min"), (588, "9 min 48 s"), (2_499, "41 min"), (3600, "1 h"),
      (10_920, "3 h 2 min"), (187_200, "2 d 4 h"), (-5, "0 s"), (Int64.max, "over 999 d"),
    ] as [(Int64, String)])
  func durations(seconds: Int64, text: String) {
    #expect(DurationText.exact(seconds).replacing("\u{a0}", with: " ") == text)
  }

  @Test(
    "Estimates are rounded",
    arguments: [
      (4, "4 s"), (44, "40 s"), (90, "1 min 30 s"), (115, "2 min"), (230, "4 min"), (660, "11 min"),
      (3569, "59 min"),
      (3570, "1 h"), (7_700, "2 h 10 min"), (50_000, "14 h"), (172_800, "2 d"),
      (Int64.max, "13,031,248,922 d"),
    ] as [(Int64, String)])
  func estimates(seconds: Int64, text: String) {
    #expect(DurationText.estimate(seconds).replacing("\u{a0}", with: " ") == text)
  }

  @Test("Times are in UTC, with the day of the week")
  func times() {
    let time = PageFixture.time
    #expect(TimeText.full(time).replacing("\u{a0}", with: " ") == "Thu 26 Nov 2026, 03:12:07 UTC")
    #expect(TimeText.minute(time) == "03:12\u{a0}UTC")
    #expect(TimeText.datePrefix(time - 14_000, now: time) == "Wed\u{a0}25\u{a0}Nov,\u{a0}")
    #expect(TimeText.datePrefix(time - 3000, now: time).isEmpty)
    #expect(TimeText.full(0).replacing("\u{a0}", with: " ") == "Thu 1 Jan 1970, 00:00:00 UTC")
    #expect(TimeText.full(-1).replacing("\u{a0}", with: " ") == "Wed 31 Dec 1969, 23:59:59 UTC")
  }

  @Test("Memory is in TiB for a cluster that has one, else in GiB")
  func memory() {
    let gibibyte = 1_073_741_824.0
    #expect(AmountUnit(.memory, largest: 180 * gibibyte).withName(0.9 * gibibyte) == "0.9\u{a0}GiB")
    #expect(AmountUnit(.memory, largest: 2048 * gibibyte).withName(512 * gibibyte) == "0.50\u{a0}TiB")
  }
}
