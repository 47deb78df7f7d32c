import ArgumentParser
import Shared
import Testing

@testable import sample_capacity

@Suite("Waiting until a build pod fits", .timeLimit(.minutes(15)))
struct FitWaitTests {
  /// A clock that only moves when somebody sleeps or takes a sample.
  private final class Time {
    let start = ContinuousClock.now
    var passed = Duration.zero
    var jitter = 0.0
    var stopsAfter = Duration.seconds(1_000_000)

    var clock: FitWait.Clock {
      .init(
        now: { self.start + self.passed },
        sleep: { until in
          let asked = until - self.start
          self.passed = max(self.passed, min(asked, self.stopsAfter))
          return asked < self.stopsAfter
        },
        jitter: { self.jitter })
    }
  }

  private struct Outcome {
    var ending: FitWait.Ending
    /// When samples began, in seconds.
    var samples: [Int64]
    var lines: [String]
  }

  /// - Parameters:
  ///   - fitsAt: a sample that begins then or later finds room.
  ///   - takes: how long a sample takes.
  private func wait(
    _ time: Time, limit: Int, poll: Int = 15, fitsAt: Int = .max, takes: Duration = .zero,
    why: String = "full"
  ) throws -> Outcome {
    var (samples, lines): ([Int64], [String]) = ([], [])
    let wait = FitWait(limit: .seconds(limit), poll: .seconds(poll), clock: time.clock)
    let ending = try wait.run {
      samples.append(time.passed.components.seconds)
      let fits = time.passed >= .seconds(fitsAt)
      time.passed += takes
      return fits ? nil : why
    } say: {
      lines.append($0)
    }
    return Outcome(ending: ending, samples: samples, lines: lines)
  }

  @Test("It ends with the first sample that finds room")
  func fits() throws {
    let outcome = try wait(Time(), limit: 600, fitsAt: 40)
    #expect(outcome.ending == .fits && outcome.samples == [0, 15, 30, 45])
    #expect(outcome.lines == ["waiting until a build pod fits, for 30s of 10m: full"])
    #expect(try wait(Time(), limit: 600, fitsAt: 0).samples == [0])
  }

  @Test("It ends when the time is over, even between samples, and goes on asking if it is never")
  func timeIsOver() throws {
    let time = Time()
    let outcome = try wait(time, limit: 100, why: "never: there are no nodes")
    #expect(outcome.ending == .timeIsOver && outcome.samples == [0, 15, 30, 45, 60, 75, 90])
    #expect(time.passed == .seconds(100))
    #expect(
      outcome.lines.count == 3 && outcome.lines.allSatisfy { $0.hasSuffix(": never: there are no nodes") })
  }

  @Test("It rests 20 times as long as a sample took, and a little longer by chance")
  func slowSamples() throws {
    #expect(try wait(Time(), limit: 200, takes: .seconds(3)).samples == [0, 63, 126, 189])
    let time = Time()
    time.jitter = 1
    #expect(try wait(time, limit: 60).samples == [0, 18, 36, 54])
  }

  @Test("It says every 30 seconds what it waits for, even during a long rest")
  func reminders() throws {
    let outcome = try wait(Time(), limit: 100, poll: 95)
    #expect(outcome.samples == [0, 95] && outcome.lines.count == 3)
    #expect(outcome.lines.last == "waiting until a build pod fits, for 1m30s of 1m40s: full")
  }

  @Test("A signal ends it at once")
  func stopped() throws {
    let time = Time()
    time.stopsAfter = .seconds(20)
    let outcome = try wait(time, limit: 600)
    #expect(outcome.ending == .stopped && outcome.samples == [0, 15])
  }

  @Test("An error of a sample ends it")
  func error() {
    struct Failure: Error, Equatable {}
    let wait = FitWait(limit: .seconds(10), poll: .seconds(1), clock: Time().clock)
    #expect(throws: Failure()) {
      try wait.run {
        throw Failure()
      } say: { _ in
      }
    }
  }

  @Test(
    "Options that contradict each other are refused",
    arguments: [
      "--poll 5s", "--until-fits 0s", "--until-fits 5m --poll 0s", "--until-fits 5m --deadline 4m59s",
      "--until-fits 5m --snapshot -", "--until-fits 5",
    ])
  func usage(text: String) {
    #expect(throws: (any Error).self) {
      try SampleCapacity.parse(text.split(separator: " ").map(String.init))
    }
  }

  @Test(
    "Unless it is given, the deadline leaves a minute after the wait",
    arguments: [
      ("", 300), ("--until-fits 10m", 660), ("--until-fits 10m --deadline 10m", 600), ("--deadline 20s", 20),
    ])
  func deadline(text: String, seconds: Int64) throws {
    let command = try SampleCapacity.parse(text.split(separator: " ").map(String.init))
    #expect(command.wait.deadline(command.requests).seconds == seconds)
  }
}
