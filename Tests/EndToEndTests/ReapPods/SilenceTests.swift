import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: a server that never finishes", .serialized, .cluster, .timeLimit(.minutes(15)))
struct SilenceTests {
  private static let list = "/api/v1/namespaces/builds/pods"

  @Test(
    "Endless empty frames count as silence, just like none at all",
    arguments: [
      .emptyFrames(after: 0), .emptyFrames(after: 10), .flood(after: 0), .flood(after: 10),
      .stall(after: 10, for: .seconds(600)),
    ] as [FaultAction])
  func silence(fault: FaultAction) async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    cluster.cloud.inject(Fault(fault, path: Self.list))
    // A timeout shorter than a loaded machine needs to connect would be a different timeout.
    let run = try await inTime([1, 5, 20]) { seconds in
      let run = try await cluster.reap(
        "-n", "builds", "--request-timeout", "\(seconds)s", "--deadline", "4m", "-o", "json")
      return run.errorText.contains("silence for \(seconds).0 seconds") ? run : nil
    }
    #expect(run.code == 69, "\(run.errorText)")
    #expect(cluster.sawNoDelete)
    await cluster.cloud.stop()
  }

  @Test("A body that exceeds the size limit is not read further")
  func tooLarge() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    cluster.cloud.inject(Fault(.bomb(.chunked, bytes: 300 << 20), path: "/version"))
    let run = try await cluster.reap("-n", "builds")
    #expect(run.code == 76)
    #expect(run.errorText.contains("the answer is larger than 16777216 bytes"))
    #expect(cluster.sawNoDelete)
  }
}
