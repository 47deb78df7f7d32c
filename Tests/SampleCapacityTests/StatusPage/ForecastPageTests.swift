import TestSupport
import Testing

@testable import sample_capacity

@Suite("What the status page says about forecasts", .timeLimit(.minutes(15)))
struct ForecastPageTests {
  /// Pods that waited for 10 s, of which some were promised less.
  private func tally(_ pods: Int, missed: Int = 0) -> ScoreTally {
    var tally = ScoreTally()
    for number in 0..<pods {
      let p90 = number < missed ? 9.0 : 20
      tally.scored += 1
      tally.add(
        wait: 10, ComparedForecasts(p50: 8, p90: p90, baselines: .init(90, nil, 30)), hasStarted: true)
    }
    return tally
  }

  @Test("The methods are compared once 100 pods are scored; one without a forecast is left out")
  func methods() throws {
    #expect(StatusPageInput.methods(tally(99)).isEmpty)
    let methods = StatusPageInput.methods(tally(100, missed: 10))
    #expect(methods.map(\.name) == ["history", "fit", "head of the queue"])
    #expect(methods[0].insideHalf == 0 && methods[0].insideNinth == 0.9)
    // fit: half of 80 s, and a tenth of it.
    #expect(methods[1].insideHalf == nil && (methods[1].meanLoss - 24).magnitude < 1e-9)
  }

  private func text(_ change: @escaping (inout StatusPageInput) -> Void) throws -> String {
    try PageScanner(StatusPage(StatusPageInput.busy(change), now: PageFixture.time).html).readable
  }

  @Test("A method that predicts a single time has a loss, but no shares")
  func table() throws {
    let text = try text { $0.waits?.methods = StatusPageInput.methods(tally(200, missed: 20)) }
    #expect(text.contains("history 0% 90.0% "))
    #expect(text.contains("fit – – 24 s"))
  }

  @Test("A share is only said to be kept from 100 pods on")
  func proof() throws {
    #expect(try text { $0.waits?.day = .init(pods: 100, inside: 91) }.contains("91.0% of the 100 build pods"))
    let few = try text { $0.waits?.day = .init(pods: 99, inside: 91) }
    #expect(!few.contains("of the 99") && few.contains("In the slowest quarter hour of the last 24 hours"))
  }

  @Test("While too few waits are known, the page says how many are missing")
  func measuring() throws {
    let text = try text { input in
      input.sample?.estimate = .init(method: "fit", seconds: 90, isMeasuring: true, fitsNow: true)
      input.waits?.started = 12
    }
    #expect(text.contains("Measuring the wait takes 29 started build pods; 12 so far."))
  }

  @Test("Without --estimate history, the first page offers it")
  func offered() throws {
    let text = try text { input in
      input = .firstRun()
      input.sample?.estimate.isMeasuring = false
    }
    #expect(
      text.contains(
        "The estimate is fit: what fits on the nodes now. With --estimate history, it is measured"))
    #expect(!text.contains("so far"))
  }
}
