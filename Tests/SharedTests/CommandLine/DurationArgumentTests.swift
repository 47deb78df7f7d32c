import Shared
import Testing

@Suite("Durations on the command line", .timeLimit(.minutes(15)))
struct DurationArgumentTests {
  @Test(
    "Numbers with units are added up",
    arguments: [
      ("90s", 90), ("10m", 600), ("1h30m", 5400), ("2d", 172_800), ("1d2h3m4s", 93_784), ("0s", 0),
      ("010m", 600), ("0", 0),
    ])
  func readable(text: String, seconds: Int64) {
    #expect(DurationArgument(argument: text)?.seconds == seconds)
    #expect(DurationArgument(argument: text)?.description == text)
  }

  @Test(
    "A bare number and all that is odd is refused",
    arguments: [
      "", "90", "1h30", "h", "1.5h", "-1h", "1h 30m", "30m1h", "1h1h", "5M", "1w", "9999999999d", "99999d",
      "１h",
    ])
  func unreadable(text: String) {
    #expect(DurationArgument(argument: text) == nil)
    let error = #expect(throws: (any Error).self) { try duration(text) }
    #expect("\(error as Any)".contains(text.isEmpty ? "is a variable unset?" : "90s, 10m, 1h30m or 2d"))
  }

  @Test(
    "Seconds in words",
    arguments: [
      (0, "0s"), (59, "59s"), (5400, "1h30m"), (90_061, "1d1h1m1s"), (-60, "-1m"),
      (.max, "106751991167300d15h30m7s"), (.min, "-106751991167300d15h30m8s"),
    ] as [(Int64, String)])
  func words(seconds: Int64, text: String) {
    #expect(DurationArgument.text(seconds) == text)
  }
}
