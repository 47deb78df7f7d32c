import Foundation
import SimulatedCloud
import Subprocess
import TestSupport
import Testing

@Suite(
  "reap-pods: sources of the live generation in the cluster and on standard input", .serialized, .cluster,
  .timeLimit(.minutes(15)))
struct SourcesTests {
  private static let now = Int64(Date().timeIntervalSince1970)
  private static let pods: [SimulatedPod] = [
    .ours("old", deleteAt: SimulatedPod.farFuture, generation: "g1"),
    .ours("live", deleteAt: SimulatedPod.farFuture, generation: "g2"),
  ]
  private static let leaseArguments = [
    "-n", "builds", "--generation-from", "lease/builds/coordinator", "--explain", "-o", "json",
  ]

  private static func makeLease(
    holder: String? = "g2", renewed: Int64? = now, acquired: Int64? = now - 3600, duration: Int64? = 3600
  ) -> SimulatedLease {
    SimulatedLease(
      "coordinator", holder: holder, renewTime: renewed, acquireTime: acquired, durationSeconds: duration)
  }

  private static func text(_ time: Int64) -> String {
    Date(timeIntervalSince1970: Double(time)).ISO8601Format()
  }

  @Test("The holder of a lease is live", .tags(.anyCluster))
  func lease() async throws {
    let cluster = try await Cluster(pods: Self.pods)
    try await cluster.add(Self.makeLease())
    let run = try await cluster.reap(Self.leaseArguments)
    #expect(run.code == 0)
    #expect(
      try Report(run).fates == [
        "buildlet-old": "foreign-generation deleted", "buildlet-live": "live-generation kept",
      ])
    guard !Cluster.isReal else { return }
    // It is read before and after the list.
    #expect(cluster.requests("GET").filter { $0.path.hasSuffix("/leases/coordinator") }.count == 2)
  }

  @Test("A holder that no pod carries causes a warning", .tags(.anyCluster))
  func unknownHolder() async throws {
    let cluster = try await Cluster(pods: Self.pods)
    try await cluster.add(Self.makeLease(holder: "g2_5f3e"))
    let run = try await cluster.reap(Self.leaseArguments + ["--dry-run"])
    #expect(run.code == 0)
    #expect(try Report(run).count("wouldDelete") == 2)
    #expect(try Report(run).warnings.first?.contains("no pod has generation \"g2_5f3e\"") == true)
  }

  @Test(
    "An unusable lease stops the run",
    arguments: [
      nil, makeLease(holder: nil), makeLease(holder: ""), makeLease(renewed: nil), makeLease(duration: nil),
      makeLease(renewed: now - 7200),
    ] as [SimulatedLease?])
  func unusable(_ lease: SimulatedLease?) async throws {
    let cluster = try await Cluster(pods: Self.pods)
    if let lease { try await cluster.add(lease) }
    let run = try await cluster.reap(Self.leaseArguments)
    #expect(run.code == 3)
    #expect(cluster.requests("DELETE").isEmpty)
  }

  @Test("A lease acquired just now suspends its rule, and only that one", .tags(.anyCluster))
  func handOver() async throws {
    let cluster = try await Cluster(pods: Self.pods + [.expired("expired")])
    try await cluster.add(Self.makeLease(acquired: Self.now - 10))
    let run = try await cluster.reap(Self.leaseArguments + ["--min-age", "1h"])
    #expect(run.code == 0)
    #expect(
      try Report(run).fates == [
        "buildlet-old": "hand-over kept", "buildlet-live": "live-generation kept",
        "buildlet-expired": "expired deleted",
      ])
  }

  @Test("A ConfigMap lists one generation per line, and an empty one stops the run", .tags(.anyCluster))
  func configMap() async throws {
    let cluster = try await Cluster(pods: Self.pods)
    let arguments = ["-n", "builds", "--generation-from", "configmap/builds/alive/generations", "-o", "json"]
    #expect(try await cluster.reap(arguments).code == 3)
    let others = ["other": "g2", "none": "# none\n", "generations": "g3\ng2 # newer\n"]
    try await cluster.add(SimulatedConfigMap("alive", data: others))
    for key in ["missing", "none"] {
      let reference = "configmap/builds/alive/\(key)"
      let run = try await cluster.reap("-n", "builds", "--generation-from", reference)
      #expect(run.code == 3)
      #expect(run.errorText.contains(key == "none" ? "it names no generation" : "has no such key"))
    }
    #expect(try await cluster.names.count == 2)
    #expect(try await cluster.reap(arguments).code == 0)
    #expect(try await cluster.names == ["buildlet-live"])
  }

  @Test("A hand-over in any of several sources counts", .tags(.anyCluster))
  func handOverOfSeveral() async throws {
    let cluster = try await Cluster(pods: Self.pods)
    try await cluster.add(Self.makeLease(acquired: Self.now - 10))
    try await cluster.add(SimulatedConfigMap("alive", data: ["generations": "g2"]))
    let references = ["lease/builds/coordinator", "configmap/builds/alive/generations"]
    for references in [references, references.reversed()] {
      let run = try await cluster.reap(
        ["-n", "builds", "--min-age", "1h", "--explain", "-o", "json"]
          + references.flatMap { ["--generation-from", $0] })
      #expect(run.code == 0)
      #expect(
        try Report(run).fates == [
          "buildlet-old": "hand-over kept", "buildlet-live": "live-generation kept",
        ])
    }
  }

  @Test("A lease that changes hands while pods are listed suspends the rule")
  func handOverWhileListing() async throws {
    let cluster = try await Cluster(pods: Self.pods)
    try await cluster.add(Self.makeLease(acquired: Self.now - 7200))
    // The lease is read before and after the list.
    let lease = """
      {"kind":"Lease","metadata":{"name":"coordinator","namespace":"builds"},"spec":{"holderIdentity":"g3",
      "leaseDurationSeconds":3600,"renewTime":"\(Self.text(Self.now))","acquireTime":"\(Self.text(Self.now))"}}
      """
    cluster.cloud.inject(
      Fault(
        .answer(status: 200, headers: ["Content-Type": "application/json"], body: lease),
        path: "/apis/coordination.k8s.io/v1/namespaces/builds/leases/coordinator", skipping: 1))
    let run = try await cluster.reap(Self.leaseArguments + ["--min-age", "1h"])
    #expect(run.code == 0)
    let report = try Report(run)
    #expect(
      report.fates == ["buildlet-old": "hand-over kept", "buildlet-live": "live-generation kept"])
    #expect(cluster.requests("DELETE").isEmpty)
  }

  @Test("Sources are joined: a pod is kept if any of them claims it", .tags(.anyCluster))
  func joined() async throws {
    let cluster = try await Cluster(pods: Self.pods)
    try await cluster.add(Self.makeLease())
    let run = try await cluster.reap(Self.leaseArguments + ["--generation", "g1"])
    #expect(run.code == 0)
    #expect(try await cluster.names.count == 2)
  }

  @Test(
    "The pods in use can come from standard input", .tags(.anyCluster),
    arguments: [("buildlet-old\n", 0, 2), ("# end\n", 0, 0), ("", 3, 2)])
  func standardInput(text: String, code: Int32, left: Int) async throws {
    let cluster = try await Cluster(
      pods: Self.pods.map { pod in
        var pod = pod
        pod.labels["generation"] = "g1"
        return pod
      })
    let input = try cluster.folder.write("input", text)
    try await cluster.waitUntilOld()
    let run = try await CommandRun(
      "sh",
      [
        "-c",
        "input=$1; shift; exec \"$0\" \"$@\" < \"$input\"", Cluster.program("reap-pods"), input,
        "--kubeconfig", cluster.kubeconfig,
      ]
        + cluster.confine([
          "-n", "builds", "--in-use", "-", "--generation", "g2", "--allow-unseen-generation",
        ]))
    #expect(run.code == code)
    #expect(try await cluster.names.count == (text.contains("old") ? 1 : left))
  }
}
