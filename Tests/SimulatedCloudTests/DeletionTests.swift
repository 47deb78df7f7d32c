import SimulatedCloud
import TestSupport
import Testing

@Suite("Deleting a pod", .timeLimit(.minutes(15)))
struct DeletionTests {
  static let pods = "/api/v1/namespaces/builds/pods/"

  private func cloud(_ terminationTime: Duration?) async throws -> (SimulatedCloud, Curl) {
    let cloud = try await SimulatedCloud.start(Behavior(terminationTime: terminationTime))
    var bound = SimulatedPod("bound")
    bound.nodeName = "node-1"
    var finished = bound
    finished.name = "finished"
    finished.phase = "Succeeded"
    var held = SimulatedPod("held")
    held.finalizers = ["example.com/hold"]
    for pod in [bound, finished, held, SimulatedPod("waiting")] { cloud.add(pod) }
    return (cloud, try Curl(cloud))
  }

  @Test(
    "A deleted pod is removed at once unless its node or a finalizer holds it",
    arguments: [("bound", true), ("finished", false), ("held", true), ("waiting", false)])
  func stays(name: String, stays: Bool) async throws {
    let (cloud, curl) = try await cloud(nil)
    let reply = try await curl.delete(Self.pods + name)
    #expect(reply.status == 200)
    #expect(reply.json["metadata"]?["deletionTimestamp"] != nil)
    #expect(cloud.pod(name, namespace: "builds")?.isTerminating == (stays ? true : nil))
    await cloud.stop()
  }

  @Test("A deleted pod is gone when the kubelet has stopped it")
  func kubelet() async throws {
    let (cloud, curl) = try await cloud(.milliseconds(1))
    _ = try await curl.delete(Self.pods + "bound")
    try await waitUntil { cloud.pod("bound", namespace: "builds") == nil }
    #expect(try await curl.get(Self.pods + "bound").status == 404)
    await cloud.stop()
  }

  @Test("A dry run is set in the body, or in the query if there is no body")
  func dryRun() async throws {
    let (cloud, curl) = try await cloud(nil)
    _ = try await curl.delete(Self.pods + "waiting?dryRun=All")
    _ = try await curl.delete(Self.pods + "waiting", body: #"{"dryRun":["All"]}"#)
    #expect(cloud.pod("waiting", namespace: "builds") != nil)
    _ = try await curl.delete(Self.pods + "waiting?dryRun=All", body: "{}")
    #expect(cloud.pod("waiting", namespace: "builds") == nil)
    await cloud.stop()
  }

  @Test("A second request can shorten the grace period but not extend it")
  func shorter() async throws {
    let (cloud, curl) = try await cloud(nil)
    func grace(_ seconds: Int) async throws -> Int64? {
      let reply = try await curl.delete(Self.pods + "bound", body: #"{"gracePeriodSeconds":\#(seconds)}"#)
      return reply.json["metadata"]?["deletionGracePeriodSeconds"]?.integer
    }
    #expect(try await grace(20) == 20)
    #expect(try await grace(25) == 20)
    #expect(try await grace(5) == 5)
    #expect(try await grace(0) == 0)
    #expect(cloud.pod("bound", namespace: "builds") == nil)
    await cloud.stop()
  }

  @Test(
    "A terminating pod is removed by a grace period of 0 and unchanged without one",
    arguments: [(60, "{}", true), (60, #"{"gracePeriodSeconds":0}"#, false), (0, "{}", false)])
  func terminating(grace: Int64, body: String, stays: Bool) async throws {
    let (cloud, curl) = try await cloud(nil)
    var pod = SimulatedPod("going")
    pod.nodeName = "node-1"
    pod.deletionTime = 1_700_000_000
    pod.deletionGracePeriodSeconds = grace
    cloud.add(pod)
    let version = cloud.resourceVersion
    #expect(try await curl.delete(Self.pods + "going", body: body).status == 200)
    #expect((cloud.pod("going", namespace: "builds") != nil) == stays)
    #expect((cloud.resourceVersion == version) == stays)
    await cloud.stop()
  }
}
