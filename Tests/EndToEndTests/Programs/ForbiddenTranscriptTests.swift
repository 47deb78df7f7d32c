import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("What a user sees who may not do everything", .serialized, .cluster, .timeLimit(.minutes(15)))
struct ForbiddenTranscriptTests {
  @Test("Each missing permission is said once")
  func forbidden() async throws {
    var transcript = Transcript("forbidden")
    // Their UIDs decide which is deleted first.
    let pods = [SimulatedPod.expired("1"), .expired("2")].enumerated().map { number, pod in
      var pod = pod
      pod.uid = "uid-\(number)"
      return pod
    }
    let cluster = try await Cluster(pods: pods)
    func kubeconfig(_ user: String, _ verbs: Set<String>) throws -> String {
      cluster.cloud.allow(user, verbs: verbs, resources: ["pods"])
      return try cluster.folder.write(user, cluster.cloud.kubeconfig(token: "\(user)-token", user: user))
    }
    let nobody = try cluster.folder.write(
      "nobody", cluster.cloud.kubeconfig(token: "nobody-token", user: "nobody"))
    try await transcript.run("reap-pods", "--kubeconfig", nobody, "-n", "builds")
    try await transcript.run("reap-pods", "--kubeconfig", nobody, "-A")
    try await transcript.run("sample-capacity", "--kubeconfig", nobody)
    let reader = try kubeconfig("reaper", ["list", "get"])
    try await transcript.run("reap-pods", "--kubeconfig", reader, "-n", "builds")
    try await transcript.run("reap-pods", "--kubeconfig", reader, "-A", "--concurrency", "1")
    cluster.cloud.inject(Fault(.status(403), method: "DELETE"))
    try await transcript.run(
      "reap-pods", "-n", "builds", "--concurrency", "1", on: cluster, comment: "An admission plugin refuses")
    try transcript.check()
  }
}
