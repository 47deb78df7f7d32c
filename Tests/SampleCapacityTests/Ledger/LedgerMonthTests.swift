import Foundation
import Shared
import Testing

@testable import sample_capacity

/// How many days to simulate. It takes about a minute per day, so it is no part of the usual tests.
private let days = ProcessInfo.processInfo.environment["PODKEEPER_LEDGER_DAYS"].flatMap { Int($0) } ?? 0

@Suite("Days of a large cluster in a ledger", .timeLimit(.minutes(120)))
struct LedgerMonthTests {
  /// Pods are created evenly, wait for 8 to 50 s, and run for 1 to 60 min.
  private func pods(at time: Int64, from start: Int64) -> [CapacityPod] {
    let perDay: Int64 = 29_000
    let newest = (time - start) * perDay / 86_400
    let oldest = max(0, (time - start - 3900) * perDay / 86_400)
    return (oldest..<max(oldest, newest)).compactMap { number in
      let created = start + number * 86_400 / perDay
      let wait = 8 + number * 7919 % 43
      let end = created + wait + 60 + number * 104_729 % 3540
      guard time < end + 60 else { return nil }
      return CapacityPod.build(Int(number)) { pod, life in
        pod.creationTimestamp = created
        life.annotations = ["delete-at": "\(end + 600)"]
        guard time >= created + 3 else { return }
        pod.nodeName = "gke-builds-pool-1-0123abcd-\(number % 5000)"
        life.scheduled = created + 3
        guard time >= created + wait else { return }
        (pod.phase, life.phase) = (.running, "Running")
        (life.start, life.started, life.hasRun) = (created + 4, created + wait, true)
        if time >= end { life.deletionTimestamp = end + 30 }
        if time >= end + 20 { (pod.phase, life.phase, life.finished) = (.ended, "Succeeded", end + 20) }
      }
    }
  }

  @Test("29,000 build pods a day and a sample a minute stay within the arithmetic", .enabled(if: days > 0))
  func month() throws {
    let test = try TestLedger()
    let start = LedgerDay(of: noon).start
    let clock = ContinuousClock()
    let took = try clock.measure {
      for minute in 0...Int64(days * 1440 + 5) {
        let time = start + minute * 60
        try test.sample(pods(at: time, from: start), at: time) { record in
          record.extended = [.init(name: "nvidia.com/gpu", amounts: .init(capacity: 8))]
          record.forecast = SampleForecast()
          record.forecast?.classes["default"] = .init()
          record.forecast?.classes["default"]?.p50 = 27.123456789012
          record.forecast?.classes["default"]?.p90 = 47.123456789012
        }
      }
    }
    var sizes: [String: Int] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: test.path).sorted() {
      sizes[name] = try FileManager.default.attributesOfItem(atPath: "\(test.path)/\(name)")[.size] as? Int
    }
    for (name, size) in sizes.sorted(by: { $0.key < $1.key }) { print("\(name) \(size)") }
    print("\(days) days took \(took)")
    let now = start + Int64(days) * 86_400
    var view: LedgerView?
    print("the view took \(try clock.measure { view = try test.view(now: now) })")
    print("its last day took \(clock.measure { print(view?.lastDay.waits as Any) })")
    for (name, size) in sizes {
      if name.hasPrefix("pods-") { #expect(size <= 35_000_000) }
      if name.hasPrefix("samples-") { #expect(size <= 2_500_000) }
    }
    let series = try #require(view?.series)
    #expect(series.count { $0.span == 86_400 } == days && series.count { $0.span == 10_800 } == days * 8)
  }
}
