import Glibc
import Shared

/// Takes samples until a build pod fits.
struct FitWait {
  /// How a wait ended.
  enum Ending: Equatable {
    case fits
    /// The time is over.
    case timeIsOver
    /// A signal, or the run's deadline.
    case stopped
  }

  /// The clock, which tests replace.
  struct Clock {
    var now: () -> ContinuousClock.Instant
    /// Sleeps until then. Returns false at once if the run has to stop.
    var sleep: (_ until: ContinuousClock.Instant) -> Bool
    /// From 0 to 1.
    var jitter: () -> Double
  }

  /// A sample costs the server as much as any other list, so at most a twentieth of the time is spent on samples.
  private static let restPerSample = 20
  private static let reminder: Duration = .seconds(30)

  let limit: Duration
  let poll: Duration
  let clock: Clock

  /// - Parameters:
  ///   - sample: takes a sample; nil if a build pod fits, else why not.
  ///   - say: gets a line every 30 seconds.
  /// - Throws: what `sample` throws.
  func run(_ sample: () throws -> String?, say: (String) -> Void) throws -> Ending {
    let start = clock.now()
    let end = start + limit
    var nextReminder = start + Self.reminder
    while true {
      let began = clock.now()
      guard let reason = try sample() else { return .fits }
      let ended = clock.now()
      let pause = max(poll, (ended - began) * Self.restPerSample) * (1 + clock.jitter() / 5)
      let next = min(end, ended + pause)
      while clock.now() < next {
        guard clock.sleep(min(next, nextReminder)) else { return .stopped }
        guard clock.now() >= nextReminder else { continue }
        say(
          "waiting until a build pod fits, for \(Self.text(clock.now() - start)) of \(Self.text(limit)): \(reason)"
        )
        while nextReminder <= clock.now() { nextReminder += Self.reminder }
      }
      if next >= end { return .timeIsOver }
    }
  }

  private static func text(_ duration: Duration) -> String {
    DurationArgument.text(duration.components.seconds)
  }
}

extension FitWait.Clock {
  /// The real time.
  init(_ stopSource: any StopSource) {
    self.init(
      now: { .now },
      sleep: { until in
        while case let now = ContinuousClock.now, now < until {
          guard stopSource.state(at: now) == .running else { return false }
          usleep(UInt32(min(until - now, .milliseconds(100)) / .microseconds(1)) + 1)
        }
        return stopSource.state(at: .now) == .running
      },
      jitter: { .random(in: 0..<1) })
  }
}
