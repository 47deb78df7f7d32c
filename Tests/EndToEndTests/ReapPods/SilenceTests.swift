import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: a server that never finishes", .serialized, .cluster, .timeLimit(.minutes(15)))
struct SilenceTests {
  private static let list = "/api/v1/namespaces/builds/pods"

  @Test("Empty frames for ever are silence, as none at all is", arguments: [0, 10, nil] as [Int?])
  func silence(offset: Int?) async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let fault = offset.map { FaultAction.emptyFrames(after: $0) } ?? .stall(after: 10, for: .seconds(600))
    cluster.cloud.inject(Fault(fault, path: Self.list))
    let run = try await cluster.reap(
      "-n", "builds", "--request-timeout", "1s", "--deadline", "1m", "-o", "json")
    #expect(run.code == 69, "\(run.errorText)")
    #expect(run.errorText.contains("silence for 1.0 seconds"))
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
