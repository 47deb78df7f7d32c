import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: what a user sees", .serialized, .cluster, .timeLimit(.minutes(15)))
struct ReapTranscriptTests {
  @Test("A table of the matched pods, and the counts at the end")
  func table() async throws {
    let cluster = try await Cluster(pods: [.expired("1"), .expired("2"), .ours("3")])
    var transcript = Transcript("reap-pods")
    try await transcript.run("reap-pods", "-n", "builds", "--dry-run", on: cluster)
    try await transcript.run("reap-pods", "-n", "builds", on: cluster)
    try await transcript.run("reap-pods", "-n", "builds", on: cluster, comment: "Nothing is left to do")
    try transcript.check()
  }
}
