import Shared
import SimulatedCloud
import Testing

@Suite("Deleting a pod", .serialized, .timeLimit(.minutes(15)))
struct PodDeletionTests {
  @Test("The body has the dry run, the grace period and the preconditions")
  func options() async throws {
    let server = try await TestServer(Behavior(terminationTime: nil))
    let pod = server.addBoundPod()
    try await server.calls { server in
      for (grace, dryRun) in [(0, true), (5, false)] {
        let options = DeleteOptions(preconditions: pod, gracePeriodSeconds: grace, isDryRun: dryRun)
        let answer = try server.perform(.deletePod(namespace: "builds", name: "p", options))
        guard case .accepted = answer else { throw Unexpected("\(answer)") }
      }
    }
    let bound = #""preconditions":{"uid":"\#(pod.uid)","resourceVersion":"\#(pod.resourceVersion)"}"#
    let head = #"{"apiVersion":"v1","kind":"DeleteOptions",\#(bound),"propagationPolicy":"Background","#
    #expect(
      server.bodies("DELETE") == [
        head + #""gracePeriodSeconds":0,"dryRun":["All"]}"#, head + #""gracePeriodSeconds":5}"#,
      ])
    #expect(server.cloud.pod("p", namespace: "builds")?.isTerminating == true)
    await server.cloud.stop()
  }

  @Test("A grace period of 0 removes a pod that is stuck on its node")
  func force() async throws {
    let server = try await TestServer(Behavior(terminationTime: nil))
    let pod = server.addBoundPod { $0.deletionTime = 1_700_000_000 }
    try await server.calls { server in
      let options = DeleteOptions(preconditions: pod, gracePeriodSeconds: 0)
      _ = try server.perform(.deletePod(namespace: "builds", name: "p", options))
    }
    #expect(server.cloud.pods().isEmpty)
    await server.cloud.stop()
  }
}

struct Unexpected: Error {
  let text: String

  init(_ text: String) { self.text = text }
}

extension TestServer {
  /// Adds the running pod `p`.
  func addBoundPod(_ change: (inout SimulatedPod) -> Void = { _ in }) -> DeletePreconditions {
    var pod = SimulatedPod("p")
    pod.nodeName = "node-1"
    pod.phase = "Running"
    change(&pod)
    cloud.add(pod)
    let existing = cloud.pod("p", namespace: "builds")!
    return DeletePreconditions(uid: existing.uid, resourceVersion: existing.resourceVersion)
  }
}
