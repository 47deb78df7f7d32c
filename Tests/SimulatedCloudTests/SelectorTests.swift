import SimulatedCloud
import Testing

@Suite("Selectors pick the pods that Kubernetes would pick", .timeLimit(.minutes(15)))
struct SelectorTests {
  private func cloud() async throws -> Curl {
    let cloud = try await SimulatedCloud.start()
    var first = SimulatedPod("first")
    first.labels = ["app": "web", "tier": "front"]
    first.nodeName = "node-1"
    first.phase = "Running"
    var second = SimulatedPod("second")
    second.labels = ["app": "db"]
    second.spec = ["hostNetwork": true, "serviceAccountName": "builder"]
    var third = SimulatedPod("third")
    third.phase = "Failed"
    third.status = ["podIP": "10.1.2.3"]
    for pod in [first, second, third] { cloud.add(pod) }
    return try Curl(cloud)
  }

  @Test(
    arguments: [
      ("app=web", "first"), ("app==db", "second"), ("app!=web", "second third"), ("app", "first second"),
      ("!app", "third"), ("app in (web, db)", "first second"), ("app notin (web)", "second third"),
      ("app in (web),tier=front", "first"), ("tier=back", ""), ("app=", ""),
    ])
  func labels(selector: String, expected: String) async throws {
    let curl = try await cloud()
    let reply = try await curl.get(
      "/api/v1/pods", more: ["-G", "--data-urlencode", "labelSelector=" + selector])
    #expect(reply.names.joined(separator: " ") == expected)
    await curl.cloud.stop()
  }

  @Test(
    arguments: [
      ("metadata.name=second", "second"), ("metadata.namespace=builds", "first second third"),
      ("metadata.namespace!=builds", ""), ("spec.nodeName=node-1", "first"),
      ("spec.nodeName=", "second third"),
      ("spec.restartPolicy=Never", "first second third"), ("spec.schedulerName!=default-scheduler", ""),
      ("spec.serviceAccountName=builder", "second"), ("spec.hostNetwork=true", "second"),
      ("spec.hostNetwork=false", "first third"), ("status.phase=Pending", "second"),
      ("status.phase!=Succeeded,status.phase!=Failed", "first second"), ("status.podIP=10.1.2.3", "third"),
      ("status.nominatedNodeName=", "first second third"),
    ])
  func fields(selector: String, expected: String) async throws {
    let curl = try await cloud()
    let reply = try await curl.get(
      "/api/v1/pods", more: ["-G", "--data-urlencode", "fieldSelector=" + selector])
    #expect(reply.names.joined(separator: " ") == expected)
    await curl.cloud.stop()
  }
}
