import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: a server that never finishes", .serialized, .cluster, .timeLimit(.minutes(15)))
struct SilenceTests {
  private static let list = "/api/v1/namespaces/builds/pods"

  @Test(
    "Empty frames for ever are silence, as none at all is",
    arguments: [
      .emptyFrames(after: 0), .emptyFrames(after: 10), .flood(after: 0), .flood(after: 10),
      .stall(after: 10, for: .seconds(600)),
    ] as [FaultAction])
  func silence(fault: FaultAction) async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    cluster.cloud.inject(Fault(fault, path: Self.list))
    // Less time than a loaded machine takes to connect is a time-out too, but not this one.
    let run = try await inTime([1, 5, 20]) { seconds in
      let run = try await cluster.reap(
        "-n", "builds", "--request-timeout", "\(seconds)s", "--deadline", "4m", "-o", "json")
      return run.errorText.contains("silence for \(seconds).0 seconds") ? run : nil
    }
    #expect(run.code == 69, "\(run.errorText)")
    #expect(cluster.sawNoDelete)
    await cluster.cloud.stop()
  }

  @Test("More than the longest body is not read on")
  func tooLarge() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    cluster.cloud.inject(Fault(.bomb(.chunked, bytes: 300 << 20), path: "/version"))
    let run = try await cluster.reap("-n", "builds")
    #expect(run.code == 76)
    #expect(run.errorText.contains("the answer is larger than 16777216 bytes"))
    #expect(cluster.sawNoDelete)
  }
}
