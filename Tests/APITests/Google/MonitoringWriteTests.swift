import Foundation
import Shared
import SimulatedCloud
import TestSupport
import Testing

@Suite("Writing time series", .timeLimit(.minutes(15)))
struct MonitoringWriteTests {
  private let google: SimulatedGoogle

  init() async throws { google = try await SimulatedGoogle.start() }

  private static let now = Int64(WallClock.now())

  private func series(
    _ name: String, _ value: TimeSeries.Value = .double(0.5), secondsAgo: Int64 = 0
  ) -> TimeSeries {
    TimeSeries(
      metric: "custom.googleapis.com/cluster/\(name)",
      labels: ["cluster_name": "buildlets", "service": "container"],
      resource: .cluster(project: google.project, location: "us-central1-f", name: "buildlets"),
      value: value, time: RFC3339.Instant(seconds: Self.now - secondsAgo, nanoseconds: 250_000_000))
  }

  /// Uses a separate thread, because the call blocks.
  private func write(_ series: [TimeSeries]) async throws -> WriteOutcome {
    let environment = google.environment
    return try await withCheckedThrowingContinuation { continuation in
      Thread {
        continuation.resume(
          with: Result {
            let log = Log(tool: "test", level: .error, marksPriority: false, write: { _ in })
            let api = try GoogleAPI(
              environment: environment, scopes: .writeMetrics, requestTimeout: .seconds(60),
              stopSource: nil, log: log)
            return try MonitoringService(api, project: nil).write(series)
          })
      }.start()
    }
  }

  /// The counts of points: written, superseded, deferred, rejected.
  private func counts(_ outcome: WriteOutcome) -> [Int] {
    [outcome.written, outcome.superseded, outcome.deferred, outcome.rejected]
  }

  private var writes: Int {
    google.requests.count { $0.method == "POST" && $0.path.hasSuffix("/timeSeries") }
  }

  @Test("Points are stored with value and time, and writing them again supersedes them without error")
  func written() async throws {
    let points = [series("cpu_used", .double(0.625)), series("pods", .integer(7))]
    #expect(counts(try await write(points)) == [2, 0, 0, 0])
    #expect(google.points.map(\.value) == ["0.625", "7"])
    #expect(google.points.allSatisfy { $0.endTime.contains(".25") && $0.resourceType == "k8s_cluster" })
    let again = try await write(points)
    #expect(counts(again) == [0, 2, 0, 0])
    #expect(again.error == nil && again.exitStatus == .ok)
    #expect(google.points.count == 2)
    await google.stop()
  }

  @Test("NaN and infinities are not sent, and the other points are written")
  func notFinite() async throws {
    let outcome = try await write([
      series("a", .double(.nan)), series("b"), series("c", .double(.infinity)),
    ])
    #expect(counts(outcome) == [1, 0, 0, 2])
    #expect(outcome.exitStatus == .software)
    #expect(google.points.map(\.type) == ["custom.googleapis.com/cluster/b"])
    await google.stop()
  }

  @Test("More than 200 series, or several points of a series, take several requests")
  func batches() async throws {
    #expect(counts(try await write((0..<201).map { series("m\($0)") })) == [201, 0, 0, 0])
    #expect(writes == 2)
    let queue = [300, 200, 100].map { series("cpu_used", secondsAgo: $0) }
    #expect(counts(try await write(queue)) == [3, 0, 0, 0])
    #expect(writes == 5)
    await google.stop()
  }

  @Test("A retry after a new descriptor's failure succeeds and counts all points as written")
  func young() async throws {
    google.failWrites(to: "custom.googleapis.com/cluster/b", code: 13, times: 1)
    #expect(counts(try await write([series("a"), series("b")])) == [2, 0, 0, 0])
    #expect(google.points.count == 2)
    await google.stop()
  }

  @Test(
    "A point whose response was lost is not stored twice",
    arguments: [FaultAction.reset, .statusAfterwards(504)])
  func lost(_ fault: FaultAction) async throws {
    google.inject(Fault(fault, method: "POST", path: "/v3/*", times: 1))
    #expect(counts(try await write([series("a"), series("b")])) == [2, 0, 0, 0])
    #expect(google.points.count == 2)
    await google.stop()
  }

  @Test("Other series are written when one is rejected")
  func partial() async throws {
    let outcome = try await write([series("a"), series("b", secondsAgo: 26 * 3600), series("c")])
    #expect(counts(outcome) == [2, 0, 0, 1])
    #expect(outcome.exitStatus == .protocol)
    #expect("\(try #require(outcome.error))".contains("25h in the past"))
    await google.stop()
  }

  @Test("After a temporary error no further request is sent")
  func deferred() async throws {
    google.setRoles([], of: google.machineAccount)
    let outcome = try await write([300, 200, 100].map { series("cpu_used", secondsAgo: $0) })
    #expect(counts(outcome) == [0, 0, 3, 0])
    #expect(outcome.exitStatus == .noperm)
    #expect(writes == 1)
    await google.stop()
  }
}
