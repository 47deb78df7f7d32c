import Shared
import Testing

@testable import sample_capacity

@Suite("A stored state that no sample has written", .timeLimit(.minutes(15)))
struct StoredEstimateTests {
  /// The text of a state with members replaced.
  private static func state(
    time: String = "\"1795435200\"", bound: String = "0", starts: String = "{}", open: String = "{}"
  ) -> String {
    """
    {"version":1,"time":\(time),"bound":\(bound),"waiting":{},"starts":\(starts),"requests":{},
    "history":{"waits":{"start":"20.0","freed":null,"busy":"0.0","classes":{},"remembered":{},"issued":[]},
    "score":{"open":\(open),"classes":{}},"lastWait":null}}
    """
  }

  private static func open(_ times: String) -> String {
    #"{"u":{"class":"c","p50":"1","p90":"2","others":{},\#(times)}}"#
  }

  private func read(_ text: String) throws -> ForecastTracker {
    try ForecastTracker(JSONCursor(try JSONValue(parsing: text)))
  }

  @Test("One that could be read is read")
  func usual() throws {
    #expect(try read(Self.state()).time == 1_795_435_200)
    let open = Self.open(#""created":"1795435100.5","judged":"1795435200""#)
    #expect(try read(Self.state(open: open)).history.score.open["u"]?.created == 1_795_435_100.5)
  }

  static let odd = [
    state(time: "\"-1e300\""), state(time: "9223372036854775807"), state(bound: "-9223372036854775808"),
    state(starts: #"{"u":{"created":1,"started":9223372036854775807}}"#),
    state(starts: #"{"u":{"created":-9223372036854775808,"started":1}}"#),
    state(open: open(#""created":"1e300""#)), state(open: open(#""created":"1","judged":"1e300""#)),
  ]

  @Test("Numbers that would overflow a sum are an error, so that it is rebuilt", arguments: odd)
  func overflow(text: String) {
    #expect(throws: JSONError.self) { try read(text) }
  }

  @Test("A correction stays within its bounds", arguments: [1e300, -1e300])
  func correction(moved: Double) {
    let correction = Correction(p50: moved, p90: moved)
    #expect((-0.3...0.3).contains(correction[.p50]) && (-0.3...0.1).contains(correction[.p90]))
  }

  @Test("A sample's line with negative amounts has no forecast to learn from")
  func negative() {
    var forecast = SampleForecast()
    (forecast.capacity, forecast.bound, forecast.freed) = (1, -9e15, 0)
    #expect(ForecastInput(forecast, time: noon, timePerBuild: 600) == nil)
    forecast.bound = 0
    #expect(ForecastInput(forecast, time: noon, timePerBuild: 600)?.boundMilli == 0)
  }
}
