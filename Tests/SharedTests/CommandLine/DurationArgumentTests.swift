import ArgumentParser
import Shared
import Testing

@Suite("Durations on the command line", .timeLimit(.minutes(15)))
struct DurationArgumentTests {
  @Test(
    "A duration is the sum of numbers with units",
    arguments: [
      ("90s", 90), ("10m", 600), ("1h30m", 5400), ("2d", 172_800), ("1d2h3m4s", 93_784), ("0s", 0),
      ("010m", 600), ("0", 0),
    ])
  func readable(text: String, seconds: Int64) {
    #expect(DurationArgument(argument: text)?.seconds == seconds)
    #expect(DurationArgument(argument: text)?.description == text)
  }

  @Test(
    "A number without a unit and any other text is an error",
    arguments: [
      "", "90", "1h30", "h", "1.5h", "-1h", "1h 30m", "30m1h", "1h1h", "5M", "1w", "9999999999d", "99999d",
      "１h",
    ])
  func unreadable(text: String) {
    #expect(DurationArgument(argument: text) == nil)
    let error = #expect(throws: ValidationError.self) { try duration(text) }
    let message =
      text.isEmpty
      ? "the value is empty; is a variable unset?" : "expected a duration like 90s, 10m, 1h30m or 2d"
    #expect(error?.message == message)
  }

  @Test(
    "Seconds are written as days, hours, minutes and seconds",
    arguments: [
      (0, "0s"), (59, "59s"), (5400, "1h30m"), (90_061, "1d1h1m1s"), (-60, "-1m"),
      (.max, "106751991167300d15h30m7s"), (.min, "-106751991167300d15h30m8s"),
    ] as [(Int64, String)])
  func words(seconds: Int64, text: String) {
    #expect(DurationArgument.text(seconds) == text)
  }
}
