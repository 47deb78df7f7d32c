import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "reap-pods: wrong answers from the server", .serialized, .cluster, .timeLimit(.minutes(15)))
struct WrongAnswerTests {
  private static let uid = "2b5e0f7c-6a1d-4a3e-9c55-0d9f3c1f7a10"
  private static let podPath = "/api/v1/namespaces/builds/pods/buildlet-one"

  private static func answer(_ body: String, status: Int = 200) -> FaultAction {
    .answer(status: status, headers: ["Content-Type": "application/json"], body: body)
  }

  private static func one(node: String? = nil) -> SimulatedPod {
    var pod = SimulatedPod.expired("one", node: node)
    pod.uid = uid
    return pod
  }

  static let otherNodes: [(status: Int, body: String)] = [
    (
      200,
      #"{"kind":"Node","metadata":{"name":"node-2"},"spec":{"taints":[{"key":"node.kubernetes.io/out-of-service"}]}}"#
    ),
    (
      200,
      #"{"kind":"Secret","metadata":{"name":"node-1"},"spec":{"taints":[{"key":"node.kubernetes.io/out-of-service"}]}}"#
    ),
    (404, #"{"kind":"Status","reason":"NotFound","code":404,"details":{"name":"node-2","kind":"nodes"}}"#),
    (404, #"{"kind":"Status","reason":"NotFound","code":404,"details":{}}"#),
    (404, #"{"kind":"Status","reason":"NotFound","code":404,"details":{"name":"node-1","kind":"leases"}}"#),
  ]

  @Test("An answer about another node does not force a delete", arguments: otherNodes)
  func otherNode(status: Int, body: String) async throws {
    var stuck = Self.one(node: "node-1")
    stuck.deletionTime = SimulatedPod.hoursAgo
    let cluster = try await Cluster(pods: [stuck])
    cluster.cloud.add(SimulatedNode("node-1"))
    cluster.cloud.inject(Fault(Self.answer(body, status: status), path: "/api/v1/nodes/node-1"))
    let run = try await cluster.reap("-n", "builds", "--force-after", "1h", "--explain", "-o", "json")
    #expect(run.code == 76)
    #expect(try Report(run).fates == ["buildlet-one": "terminating kept"])
    #expect(cluster.requests("DELETE").isEmpty)
  }

  static let otherPods = [
    #"{"kind":"Pod","metadata":{"name":"buildlet-two","namespace":"builds","uid":"\#(uid)","resourceVersion":"1"}}"#,
    #"{"kind":"Pod","metadata":{"name":"buildlet-one","namespace":"other","uid":"\#(uid)","resourceVersion":"1"}}"#,
    #"{"kind":"Secret","metadata":{"name":"buildlet-one","namespace":"builds","uid":"\#(uid)","resourceVersion":"1"}}"#,
  ]

  @Test("A recheck that returns another object deletes nothing", arguments: otherPods)
  func otherPod(body: String) async throws {
    let cluster = try await Cluster(pods: [Self.one()])
    cluster.cloud.inject(Fault(.updatePod, method: "DELETE", times: 1))
    cluster.cloud.inject(Fault(Self.answer(body), method: "GET", path: Self.podPath))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 76)
    #expect(try Report(run).fates == ["buildlet-one": "expired failed"])
    #expect(cluster.requests("DELETE").count == 1)
  }

  static let otherSources: [(String, String, String)] = [
    (
      "lease/builds/coordinator", "/apis/coordination.k8s.io/v1/namespaces/builds/leases/coordinator",
      #"{"kind":"Lease","metadata":{"name":"other","namespace":"builds"},"spec":{"holderIdentity":"g2","#
        + #""leaseDurationSeconds":3600,"renewTime":"2100-01-01T00:00:00Z"}}"#
    ),
    (
      "configmap/builds/alive/generations", "/api/v1/namespaces/builds/configmaps/alive",
      #"{"kind":"ConfigMap","metadata":{"name":"alive","namespace":"other"},"data":{"generations":"g2"}}"#
    ),
  ]

  @Test("A source that returns another object is unusable", arguments: otherSources)
  func otherSource(reference: String, path: String, body: String) async throws {
    let cluster = try await Cluster(
      pods: [.ours("one", deleteAt: SimulatedPod.farFuture, generation: "g1")])
    cluster.cloud.inject(Fault(Self.answer(body), path: path))
    let run = try await cluster.reap("-n", "builds", "--generation-from", reference)
    #expect(run.code == 3)
    #expect(run.errorText.contains("as requested"))
    #expect(cluster.requests("DELETE").isEmpty)
  }

  static let noDeletes = [
    #"{"kind":"Pod","metadata":{"name":"buildlet-one","namespace":"builds","uid":"another"}}"#,
    #"{"kind":"Pod","metadata":{"name":"buildlet-one","namespace":"builds"}}"#,
    #"{"kind":"Secret","metadata":{"name":"buildlet-one","namespace":"builds","uid":"\#(uid)"}}"#,
    #"{"kind":"Status","status":"Success","details":{"name":"buildlet-one","uid":"another"}}"#,
    #"{"kind":"Status","status":"Failure","reason":"Conflict","code":409}"#,
    #"{"kind":"Status","code":200}"#, #"{"kind":"Status","status":"Success","code":500}"#, "[]", "",
  ]

  @Test(
    "A 200 that does not confirm the delete does not count: the pod is read again, and the run ends in 76",
    arguments: noDeletes, [[], ["--evict"]])
  func noDelete(body: String, arguments: [String]) async throws {
    let cluster = try await Cluster(pods: [Self.one()])
    cluster.cloud.inject(Fault(Self.answer(body), method: "DELETE", path: Self.podPath))
    cluster.cloud.inject(Fault(Self.answer(body), method: "POST", path: "\(Self.podPath)/eviction"))
    let run = try await cluster.reap(["-n", "builds", "-o", "json"] + arguments)
    #expect(run.code == 76)
    #expect(try Report(run).fates == ["buildlet-one": "expired failed"])
    #expect(cluster.requests("GET").contains { $0.path == Self.podPath })
    #expect(try await cluster.names == ["buildlet-one"])
  }

  @Test("A Status of success counts, with or without the pod's UID", arguments: [#","uid":"\#(uid)""#, ""])
  func success(uid: String) async throws {
    let cluster = try await Cluster(pods: [Self.one()])
    let body = #"{"kind":"Status","status":"Success","details":{"name":"buildlet-one"\#(uid)}}"#
    cluster.cloud.inject(Fault(Self.answer(body), method: "DELETE", path: Self.podPath))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["buildlet-one": "expired deleted"])
  }

  @Test("After an unreadable answer, the pod's state gives the outcome, and the run still ends in 76")
  func garbage() async throws {
    let cluster = try await Cluster(
      Behavior(terminationTime: nil), pods: [Self.one(node: "node-1"), .expired("two")])
    let page = FaultAction.answerAfterwards(
      status: 200, headers: ["Content-Type": "text/html"], body: "<html>log in</html>")
    cluster.cloud.inject(Fault(page, method: "DELETE"))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 76)
    #expect(try Report(run).fates == ["buildlet-one": "expired deleted", "buildlet-two": "expired gone"])
    #expect(cluster.requests("DELETE").count == 2)
    #expect(run.errorText.contains("the server answered with a web page"))
  }

  @Test("A list item of another kind is not judged")
  func secrets() async throws {
    let cluster = try await Cluster(pods: [Self.one()])
    let pod = try #require(cluster.cloud.pods().first)
    func item(_ kind: String, _ name: String, uid: String) -> String {
      """
      {"kind":"\(kind)","apiVersion":"v1","metadata":{"name":"\(name)","namespace":"builds","uid":"\(uid)",
      "resourceVersion":"\(pod.resourceVersion)","annotations":{"delete-at":"1700000000"}}}
      """
    }
    let items = "\(item("Secret", "password", uid: "s")),\(item("Pod", pod.name, uid: pod.uid))"
    let list = #"{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[\#(items)]}"#
    cluster.cloud.inject(Fault(Self.answer(list), method: "GET", path: "/api/v1/namespaces/builds/pods"))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 76)
    let report = try Report(run)
    #expect(report.fates == ["buildlet-one": "expired deleted"])
    #expect(report.warnings.map { $0.contains("items[0].kind: it is 'Secret'") } == [true])
    #expect(cluster.requests("DELETE").map(\.path) == [Self.podPath])
  }

  @Test("A last page that announces more items makes the list incomplete")
  func lastPage() async throws {
    let cluster = try await Cluster(pods: [Self.one()])
    let pod = try #require(cluster.cloud.pods().first)
    let list = """
      {"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"1","remainingItemCount":5},"items":[
      {"metadata":{"name":"\(pod.name)","namespace":"builds","uid":"\(pod.uid)",
      "resourceVersion":"\(pod.resourceVersion)","annotations":{"delete-at":"1700000000"}}}]}
      """
    cluster.cloud.inject(Fault(Self.answer(list), method: "GET", path: "/api/v1/namespaces/builds/pods"))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 76)
    #expect(run.errorText.contains("5 more items"))
    #expect(cluster.requests("DELETE").isEmpty)
  }
}
