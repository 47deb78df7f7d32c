import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: listing", .serialized, .cluster, .timeLimit(.minutes(15)))
struct ListingTests {
  private static let list = "/api/v1/pods"

  private static func behavior(_ version: String) -> Behavior {
    var behavior = Behavior()
    behavior.version = version
    return behavior
  }

  private func cluster(_ version: String = "1.36.2", pods: Int = 1200) async throws -> Cluster {
    let cluster = try await Cluster(Self.behavior(version))
    cluster.addBulk(pods, expired: 10)
    return cluster
  }

  private func lists(_ cluster: Cluster) -> [ReceivedRequest] {
    cluster.requests("GET").filter { $0.path == Self.list }
  }

  @Test("A server that streams lists gets one request, and an older one gets pages of 500")
  func byVersion() async throws {
    let new = try await cluster()
    #expect(try Report(try await new.reap("-A", "--dry-run", "-o", "json")).count("listed") == 1200)
    #expect(lists(new).map { $0.query["limit"] } == [nil])
    let old = try await cluster("1.33.1")
    #expect(try Report(try await old.reap("-A", "--dry-run", "-o", "json")).count("listed") == 1200)
    #expect(lists(old).map { $0.query["limit"] } == ["500", "500", "500"])
    #expect(lists(old).allSatisfy { $0.query["resourceVersion"] == nil })
  }

  @Test(
    "--page-size sets the page size, and 0 means all at once",
    arguments: [("100", 12), ("0", 1), ("5000", 1)])
  func forced(size: String, requests: Int) async throws {
    let cluster = try await cluster("1.33.1")
    let run = try await cluster.reap("-A", "--dry-run", "--page-size", size, "-o", "json")
    #expect(try Report(run).count("listed") == 1200)
    #expect(lists(cluster).count == requests)
  }

  @Test(
    "podkeeper requests metadata as protobuf, and accepts what the server sends instead",
    arguments: [0, 1, 2, 3])
  func encodings(odd: Int) async throws {
    var behavior = Behavior()
    behavior.answersProtobuf = odd & 1 == 0
    behavior.answersMetadataOnly = odd & 2 == 0
    let cluster = try await Cluster(behavior)
    cluster.addBulk(300, expired: 10)
    let run = try await cluster.reap("-A", "--dry-run", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).count("listed") == 300)
    #expect(
      lists(cluster)[0].header("Accept")?
        .hasPrefix("application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;") == true)
  }

  @Test(
    "A list that was cut off is requested once more, in pages, and counts nothing twice",
    arguments: [FaultAction.Cut.streamReset, .closed, .dropped, .reset])
  func cutOnce(_ cut: FaultAction.Cut) async throws {
    let cluster = try await cluster()
    cluster.cloud.inject(Fault(.cut(after: 300_000, cut), path: Self.list, times: 1))
    let run = try await cluster.reap("-A", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).count("listed") == 1200)
    #expect(lists(cluster).map { $0.query["limit"] } == [nil, "500", "500", "500"])
  }

  @Test(
    "If a list is always cut off, nothing is deleted",
    arguments: [
      FaultAction.cut(after: 300_000, .streamReset), .cut(after: 300_000, .closed),
      .statusInBody(after: 300_000),
    ])
  func cutForEver(_ action: FaultAction) async throws {
    for json in [false, true] {
      let cluster = try await cluster()
      cluster.cloud.behavior.answersProtobuf = !json
      cluster.cloud.inject(Fault(action, path: Self.list))
      let run = try await cluster.reap("-A", "-o", "json")
      #expect(run.code == 76)
      #expect(try Report(run).count("deleted") == 0)
      #expect(cluster.requests("DELETE").isEmpty)
    }
  }

  @Test(
    "A server that does not report its version is treated as an old one",
    arguments: [FaultAction.garbage, .status(403)])
  func noVersion(fault: FaultAction) async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    cluster.cloud.inject(Fault(fault, path: "/version"))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["buildlet-one": "expired deleted"])
    #expect(try Report(run)["cluster.version"] is NSNull)
    #expect(cluster.requests("GET").contains { $0.target.hasSuffix("/builds/pods?limit=500") })
  }

  @Test(
    "Garbage, a redirect or a decompression bomb deletes nothing and ends in 76",
    arguments: [
      FaultAction.garbage, .redirect(to: "https://127.0.0.1:1/"), .bomb(.gzip, bytes: 64 << 20),
      .bomb(.chunked, bytes: 64 << 20),
    ])
  func nonsense(_ action: FaultAction) async throws {
    let cluster = try await cluster(pods: 100)
    cluster.cloud.inject(Fault(action, path: Self.list))
    let run = try await cluster.reap("-A", "-o", "json")
    #expect(run.code == 76)
    #expect(cluster.requests("DELETE").isEmpty)
  }

  @Test("An expired page token restarts the list once")
  func expiredToken() async throws {
    let cluster = try await cluster("1.33.1")
    cluster.cloud.inject(Fault(.expiredToken, path: Self.list, containing: "continue=", times: 1))
    let run = try await cluster.reap("-A", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).count("listed") == 1200)
    #expect(lists(cluster).map { $0.query["continue"] == nil } == [true, false, true, false, false])
    cluster.cloud.inject(Fault(.expiredToken, path: Self.list, containing: "continue="))
    let second = try await cluster.reap("-A", "-o", "json")
    #expect(second.code == 69)
    #expect(try Report(second).count("listed") == 0)
  }

  @Test("A namespace without permission to list is skipped, and the others continue")
  func forbidden() async throws {
    let cluster = try await Cluster(pods: [.expired("mine"), .expired("theirs", namespace: "secret")])
    cluster.cloud.allow(
      "reaper", verbs: ["get", "delete"], resources: ["pods"], namespaces: ["builds", "secret"])
    cluster.cloud.allow("reaper", verbs: ["list"], resources: ["pods"], namespaces: ["builds"])
    let kubeconfig = try cluster.folder.write("reaper", try await cluster.cloud.kubeconfig(user: "reaper"))
    let run = try await cluster.reap("-n", "secret", "-n", "builds", "-o", "json", kubeconfig: kubeconfig)
    #expect(run.code == 77)
    #expect(try Report(run).fates == ["buildlet-mine": "expired deleted"])
    #expect(try await cluster.names == ["buildlet-theirs"])
    #expect(run.errorText.contains("\"CN=reaper\""))
    #expect(run.errorText.contains("verb list on pods"))
  }

  @Test(
    "A namespace without permission to delete is skipped before it is listed; with -A, that is only a warning"
  )
  func mayNotDelete() async throws {
    let cluster = try await Cluster(pods: [.expired("mine"), .expired("theirs", namespace: "secret")])
    cluster.cloud.allow("reaper", verbs: ["get", "list"], resources: ["pods"])
    cluster.cloud.allow("reaper", verbs: ["delete"], resources: ["pods"], namespaces: ["builds"])
    let kubeconfig = try cluster.folder.write("reaper", try await cluster.cloud.kubeconfig(user: "reaper"))
    let run = try await cluster.reap("-n", "secret", "-n", "builds", "-o", "json", kubeconfig: kubeconfig)
    #expect(run.code == 77)
    #expect(try Report(run).fates == ["buildlet-mine": "expired deleted"])
    #expect(run.errorText.contains("skipping namespace secret: client certificate \"CN=reaper\""))
    #expect(!cluster.requests("GET").contains { $0.path.contains("/secret/") })
    cluster.cloud.add(SimulatedPod.expired("mine"))
    let all = try await cluster.reap("-A", "-o", "json", kubeconfig: kubeconfig)
    #expect(all.code == 77)
    #expect(
      try Report(all).fates == ["buildlet-mine": "expired deleted", "buildlet-theirs": "expired failed"])
    #expect(try Report(all).warnings.contains { $0.contains("some namespaces may still allow it") })
  }

  @Test("A server that keeps failing ends in 69")
  func unavailable() async throws {
    let cluster = try await cluster(pods: 10)
    cluster.cloud.inject(Fault(.status(500), path: Self.list))
    let run = try await cluster.reap("-A", "-o", "json")
    #expect(run.code == 69)
    #expect(lists(cluster).count == 5)
  }

  @Test("Silence longer than --request-timeout is a timeout, but a slow body is not")
  func silence() async throws {
    let cluster = try await cluster(pods: 2000)
    // Each wait is shorter than the timeout, but both together are longer.
    let slow = try await inTime { seconds in
      let wait = Duration.seconds(seconds) * 2 / 3
      cluster.cloud.forgetRequests()
      cluster.cloud.inject(Fault(.stall(after: 100_000, for: wait), path: Self.list, times: 1))
      cluster.cloud.inject(Fault(.delay(wait), path: Self.list, times: 1))
      let run = try await cluster.reap("-A", "--dry-run", "--request-timeout", "\(seconds)s")
      return run.code == 0 && lists(cluster).count == 1 ? run : nil
    }
    #expect(slow.errorText.contains("exit 0 ok"))
    cluster.cloud.inject(Fault(.hold(Gate()), path: Self.list))
    let run = try await cluster.reap("-A", "--dry-run", "--request-timeout", "2s")
    #expect(run.code == 69)
    #expect(run.errorText.contains("raise --request-timeout"))
  }
}
