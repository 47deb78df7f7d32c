import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: --wait", .serialized, .cluster, .timeLimit(.minutes(15)))
struct WaitTests {
  private static let podsPath = "/api/v1/namespaces/builds/pods"
  private static let podPath = podsPath + "/buildlet-one"

  /// A pod that is bound to a node and never finishes terminating.
  private func cluster(_ pods: SimulatedPod...) async throws -> Cluster {
    return try await Cluster(Behavior(terminationTime: nil), pods: pods)
  }

  private static let one = SimulatedPod.expired("one", node: "node-1")

  private static func terminating(_ name: String, namespace: String = "builds") -> SimulatedPod {
    var pod = SimulatedPod.expired(name, namespace: namespace, node: "node-1")
    pod.deletionTime = Int64(Date().timeIntervalSince1970) + 30
    return pod
  }

  @Test("--wait includes pods that were already terminating, in each namespace")
  func terminating() async throws {
    let cluster = try await cluster(
      Self.terminating("one", namespace: "a"), Self.terminating("two", namespace: "b"),
      .ours("three", deleteAt: SimulatedPod.farFuture, namespace: "a"))
    let run = try await cluster.reap("-n", "a", "-n", "b", "--wait", "1s", "-o", "json")
    #expect(run.code == 75)
    #expect(try Report(run).count("matched") == 0)
    #expect(
      run.errorText.contains(
        "2 pods are not gone yet (2 were already terminating when the run began): a/buildlet-one, "
          + "b/buildlet-two"))
    for (name, namespace) in [("one", "a"), ("two", "b")] {
      cluster.cloud.removePod("buildlet-\(name)", namespace: namespace)
    }
    #expect(try await cluster.reap("-n", "a", "-n", "b", "--wait", "1s").code == 0)
  }

  @Test("--wait includes a pod that somebody else deleted in the meantime")
  func gone() async throws {
    let cluster = try await cluster(Self.one)
    cluster.cloud.inject(Fault(.terminatePod, method: "DELETE", times: 1))
    let run = try await cluster.reap("-n", "builds", "--wait", "1s", "-o", "json")
    #expect(run.code == 75)
    #expect(try Report(run).fates == ["buildlet-one": "expired gone"])
    #expect(run.errorText.contains("1 pod is not gone yet: builds/buildlet-one"))
  }

  @Test("The wait ends if a new pod has the same name")
  func replaced() async throws {
    let cluster = try await cluster(Self.one)
    let run = try await reap(cluster, "-n", "builds", "--wait", "5m", "-o", "json") {
      cluster.cloud.removePod("buildlet-one", namespace: "builds")
      cluster.cloud.add(Self.one)
    }
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["buildlet-one": "expired deleted"])
    #expect(try await cluster.names == ["buildlet-one"])
  }

  @Test("Without permission to read pods, the wait ends at once")
  func forbidden() async throws {
    let cluster = try await cluster(Self.one)
    cluster.cloud.inject(Fault(.status(403), method: "GET", path: Self.podsPath + "*", skipping: 1))
    let run = try await cluster.reap("-n", "builds", "--wait", "5m", "-o", "json")
    #expect(run.code == 77)
    #expect(cluster.requests("GET").filter { $0.path == Self.podPath }.count == 1)
    #expect(run.errorText.contains("1 pod is not gone yet: builds/buildlet-one"))
  }

  @Test(
    "If every request fails, the reason is reported and determines the exit code",
    arguments: [
      (
        FaultAction.answer(status: 200, headers: ["Content-Type": "text/html"], body: "<html>log in</html>"),
        76, "the server answered with a web page", "get pods buildlet-one in namespace builds"
      ),
      (.status(500), 69, "Internal error occurred", "get pods buildlet-one in namespace builds"),
      (.status(429, retryAfter: "60"), 69, "too many requests", "watch pods in namespace builds"),
    ] as [(FaultAction, Int32, String, String)])
  func unanswered(fault: FaultAction, code: Int32, reason: String, action: String) async throws {
    let cluster = try await cluster(Self.one)
    cluster.cloud.inject(Fault(fault, method: "GET", path: Self.podsPath + "*", skipping: 1))
    let run = try await cluster.reap("-n", "builds", "--wait", "10s", "-o", "json")
    #expect(run.code == code)
    #expect(run.errorText.contains(reason))
    #expect(run.errorText.contains("while trying to \(action)"))
    if case .status(429, _) = fault {
      #expect(waitRequests(cluster).count == 1, "Retry-After says so")
    }
    #expect(run.errorText.contains("1 pod is not gone yet: builds/buildlet-one"))
  }

  @Test("A request that failed once but succeeded later is not reported")
  func answeredLater() async throws {
    let cluster = try await cluster(Self.one)
    cluster.cloud.inject(Fault(.status(500), method: "GET", containing: "watch=1", times: 1))
    let run = try await cluster.reap("-n", "builds", "--wait", "3s", "-o", "json")
    #expect(run.code == 75)
    #expect(!run.errorText.contains("Internal error"))
  }

  @Test("Waiting for 1,000 pods in one namespace takes at most five requests")
  func cheap() async throws {
    let cluster = try await Cluster(Behavior(terminationTime: .milliseconds(200)))
    for index in 0..<1000 { cluster.cloud.add(.expired("\(index)", node: "node-1")) }
    let run = try await cluster.reap("-n", "builds", "--wait", "10m", "--qps", "0", "-o", "json")
    #expect(run.code == 0, "\(run.errorText)")
    #expect(try Report(run).count("deleted") == 1000)
    #expect(try await cluster.names.isEmpty)
    #expect((1...5).contains(waitRequests(cluster).count), "\(waitRequests(cluster).map(\.target))")
  }

  @Test("A watch continues from the lists' version, for all namespaces if they were listed together")
  func allNamespaces() async throws {
    let cluster = try await cluster(
      Self.terminating("one", namespace: "a"), Self.terminating("two", namespace: "b"))
    let version = cluster.cloud.resourceVersion
    let run = try await reap(cluster, "-A", "--wait", "5m", watches: 2) {
      cluster.cloud.removePod("buildlet-one", namespace: "a")
      cluster.cloud.removePod("buildlet-two", namespace: "b")
    }
    #expect(run.code == 0, "\(run.errorText)")
    let watches = waitRequests(cluster)
    #expect(Set(watches.map(\.path)) == ["/api/v1/namespaces/a/pods", "/api/v1/namespaces/b/pods"])
    for watch in watches {
      #expect(watch.query["resourceVersion"] == "\(version)")
      #expect(watch.query["labelSelector"] == nil && watch.query["fieldSelector"] == nil)
      #expect(watch.header("Accept")?.contains("as=PartialObjectMetadata;") == true)
    }
  }

  @Test("More than 16 namespaces are watched together")
  func manyNamespaces() async throws {
    let cluster = try await cluster()
    for index in 0..<17 { cluster.cloud.add(Self.terminating("one", namespace: "n\(index)")) }
    let run = try await reap(cluster, "-A", "--wait", "5m") {
      for index in 0..<17 { cluster.cloud.removePod("buildlet-one", namespace: "n\(index)") }
    }
    #expect(run.code == 0, "\(run.errorText)")
    #expect(waitRequests(cluster, path: "/api/v1/pods").count == 1)
  }

  @Test("Without permission to watch, each pod is asked for, and one notice says so", arguments: [1, 17])
  func noWatch(namespaces: Int) async throws {
    let cluster = try await cluster()
    let names = (0..<namespaces).map { "n\($0)" }
    for name in names { cluster.cloud.add(Self.terminating("one", namespace: name)) }
    cluster.cloud.allow(
      "reaper", verbs: ["list", "get", "delete"], resources: ["pods"], namespaces: Set(names))
    let kubeconfig = try cluster.folder.write(
      "reaper", cluster.cloud.kubeconfig(token: "reaper-token", user: "reaper"))
    let arguments = names.flatMap { ["-n", $0] } + ["--wait", "5m"]
    let run = try await CommandRun(
      Cluster.program("reap-pods"), ["--kubeconfig", kubeconfig] + arguments
    ) { _ in
      try await waitUntil {
        cluster.requests("GET").contains { $0.path.hasSuffix("/buildlet-one") }
      }
      for name in names { cluster.cloud.removePod("buildlet-one", namespace: name) }
    }
    #expect(run.code == 0, "\(run.errorText)")
    let notices = run.errorText.split(separator: "\n").filter { $0.contains("cannot watch pods") }
    #expect(notices.count == 1)
    #expect(notices.first?.contains("a role must allow the verb watch on pods") == true || namespaces > 16)
    #expect(!run.errorText.contains("error:"))
  }

  @Test("If the server no longer has the history, one new list says which pods are gone")
  func expired() async throws {
    let cluster = try await cluster(Self.one, .expired("two", node: "node-1"))
    let gate = Gate()
    cluster.cloud.inject(Fault(.hold(gate), method: "DELETE"))
    let run = try await cluster.reap("-n", "builds", "--wait", "5m") { _ in
      try await waitUntil { gate.arrived == 2 }
      cluster.cloud.removePod("buildlet-one", namespace: "builds")
      cluster.cloud.forgetChanges()
      gate.open()
      try await waitUntil { self.watchCount(cluster) == 2 }
      cluster.cloud.removePod("buildlet-two", namespace: "builds")
    }
    #expect(run.code == 0, "\(run.errorText)")
    let requests = waitRequests(cluster)
    #expect(requests.map(\.isWatching) == [true, false, true])
  }

  @Test("A watch that ends is resumed from the newest version that it has seen")
  func resumed() async throws {
    let cluster = try await cluster(Self.one)
    let run = try await reap(cluster, "-n", "builds", "--wait", "5m") {
      cluster.cloud.add(SimulatedPod("other"))
      let version = cluster.cloud.resourceVersion
      cluster.cloud.endWatches()
      try await waitUntil { self.watchCount(cluster) == 2 }
      #expect(waitRequests(cluster).last?.query["resourceVersion"] == "\(version)")
      cluster.cloud.removePod("buildlet-one", namespace: "builds")
    }
    #expect(run.code == 0, "\(run.errorText)")
    #expect(waitRequests(cluster).count == 2)
  }

  @Test("What a silent watch did not report is read by one list when the time is over")
  func silent() async throws {
    let cluster = try await cluster(Self.one, .expired("two", node: "node-1"))
    cluster.cloud.inject(Fault(.hold(Gate()), method: "GET", containing: "watch=1"))
    let run = try await reap(cluster, "-n", "builds", "--wait", "3s", "-o", "json") {
      cluster.cloud.removePod("buildlet-one", namespace: "builds")
    }
    #expect(run.code == 75)
    #expect(run.errorText.contains("1 pod is not gone yet: builds/buildlet-two"))
    #expect(waitRequests(cluster).map(\.isWatching) == [true, false])
  }

  @Test("A signal ends the wait at once, and the pods that are left are named")
  func signal() async throws {
    let cluster = try await cluster(Self.one)
    let run = try await cluster.reap("-n", "builds", "--wait", "1h", "--deadline", "2h") { terminate in
      try await waitUntil { self.watchCount(cluster) == 1 }
      try terminate()
    }
    #expect(run.code == 75)
    #expect(run.errorText.contains("1 pod is not gone yet: builds/buildlet-one"))
    #expect(run.errorText.contains("interrupted (SIGTERM)"))
    #expect(waitRequests(cluster).count == 1, "nothing new is started")
  }

  /// Runs reap-pods, and does something once it watches.
  private func reap(
    _ cluster: Cluster, _ arguments: String..., watches: Int = 1,
    then action: @escaping () async throws -> Void
  ) async throws -> CommandRun {
    try await cluster.reap(arguments) { _ in
      try await waitUntil { self.watchCount(cluster) == watches }
      try await action()
    }
  }

  private func watchCount(_ cluster: Cluster) -> Int { waitRequests(cluster).count(where: \.isWatching) }

  /// The requests about pods after the last list.
  private func waitRequests(_ cluster: Cluster, path: String? = nil) -> [ReceivedRequest] {
    let reads = cluster.requests("GET").filter { $0.path.contains("/pods") }
    let first = reads.firstIndex { $0.isWatching } ?? reads.endIndex
    return reads[first...].filter { path == nil || $0.path == path }
  }
}

extension ReceivedRequest {
  fileprivate var isWatching: Bool { query["watch"] == "1" }
}
