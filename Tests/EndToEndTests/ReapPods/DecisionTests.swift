import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: each pod gets its decision", .serialized, .cluster, .timeLimit(.minutes(15)))
struct DecisionTests {
  /// One pod for each possible decision.
  static func pods() -> [SimulatedPod] {
    var terminating = SimulatedPod.expired("terminating", node: "node-1")
    terminating.deletionTime = Int64(Date().timeIntervalSince1970) + 30
    var mirror = SimulatedPod.expired("mirror", node: "node-1")
    mirror.annotations["kubernetes.io/config.mirror"] = "abc"
    var keep = SimulatedPod.expired("told-to-stay")
    keep.annotations["podkeeper/keep"] = "yes"
    var young = SimulatedPod.ours("young-foreign", deleteAt: SimulatedPod.farFuture, generation: "g1")
    young.created = nil
    // In a real cluster, all pods are new, and kube-system is not ours.
    let elsewhere = Cluster.isReal ? [] : [young, .expired("protected", namespace: "kube-system")]
    var other = SimulatedPod("web-1", namespace: "builds")
    other.created = SimulatedPod.hoursAgo
    return [
      .expired("expired"), .ours("unexpired", deleteAt: SimulatedPod.farFuture, generation: "g2"),
      .ours("invalid", deleteAt: "soon", generation: "g2"),
      .ours("in-use", deleteAt: SimulatedPod.farFuture, generation: "g1"),
      .ours("foreign", deleteAt: SimulatedPod.farFuture, generation: "g1"), mirror, terminating, keep, other,
    ] + elsewhere
  }

  static let fates = allFates.filter { name, _ in pods().contains { $0.name == name } }

  private static let allFates = [
    "buildlet-expired": "expired would-delete", "buildlet-unexpired": "live-generation kept",
    "buildlet-invalid": "invalid-deadline kept",
    "buildlet-in-use": "in-use kept", "buildlet-foreign": "foreign-generation would-delete",
    "buildlet-young-foreign": "newer-than-source kept",
    "buildlet-protected": "protected kept", "buildlet-mirror": "mirror kept",
    "buildlet-terminating": "terminating kept",
    "buildlet-told-to-stay": "keep-annotation kept", "web-1": "no-deadline kept",
  ]
  static let doomed: Set = ["buildlet-expired", "buildlet-foreign"]

  @Test(
    "--dry-run --explain gives a reason for every pod, and changes nothing", .tags(.anyCluster),
    arguments: [true, false])
  func explain(protobuf: Bool) async throws {
    var behavior = Behavior()
    behavior.answersProtobuf = protobuf
    let cluster = try await Cluster(behavior, pods: Self.pods())
    let inUse = try cluster.folder.write("in-use", "\(cluster.namespace("builds"))/buildlet-in-use\n")
    let run = try await cluster.reap(
      "-A", "--generation", "g2", "--in-use", inUse, "--dry-run", "--explain", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == Self.fates)
    #expect(try await cluster.names.count == Self.pods().count)
    #expect(cluster.sawNoDelete)
  }

  @Test("Without --dry-run, exactly the matched pods are deleted", .tags(.anyCluster))
  func deletes() async throws {
    let cluster = try await Cluster(pods: Self.pods())
    let inUse = try cluster.folder.write("in-use", "buildlet-in-use\n")
    let run = try await cluster.reap("-A", "--generation", "g2", "--in-use", inUse, "-o", "json")
    #expect(run.code == 0)
    let report = try Report(run)
    #expect(
      report.fates == [
        "buildlet-expired": "expired deleted", "buildlet-foreign": "foreign-generation deleted",
      ])
    #expect(report.count("listed") == Self.fates.count)
    #expect(report.count("kept") == Self.fates.count - 2)
    #expect(try await Set(cluster.names) == Set(Self.fates.keys).subtracting(Self.doomed))
    #expect(
      report.warnings == [
        "annotation delete-at is not a whole number of seconds since 1970; it sets no deadline"
      ])
  }

  @Test("A foreign pod is not deleted before it reaches the minimum age")
  func tooYoung() async throws {
    var young = SimulatedPod.ours("young", deleteAt: SimulatedPod.farFuture, generation: "g1")
    young.created = Int64(Date().timeIntervalSince1970) - 60
    let cluster = try await Cluster(pods: [young])
    let kept = try await cluster.reap("-A", "--generation", "g2", "--explain", "-o", "json")
    #expect(try Report(kept).fates == ["buildlet-young": "too-young kept"])
    #expect(try await cluster.reap("-A", "--generation", "g2", "--min-age", "30s").code == 0)
    #expect(try await cluster.names.isEmpty)
  }

  @Test("Options set other keys and another prefix", .tags(.anyCluster))
  func otherNames() async throws {
    var pod = SimulatedPod("ci-1")
    pod.created = SimulatedPod.hoursAgo
    pod.annotations = ["example.com/until": SimulatedPod.farFuture, "example.com/run": "r1"]
    var past = SimulatedPod("past")
    past.annotations = ["example.com/until": "1700000000"]
    let cluster = try await Cluster(pods: [pod, past, .expired("by-the-usual-key")])
    let arguments = [
      "--namespace", "builds", "--expiry-key", "example.com/until", "--generation-key", "example.com/run",
      "--generation", "r2",
      "--explain", "--dry-run", "--output", "json",
    ]
    let ours = try await cluster.reap(arguments + ["--name-prefix", "ci-"])
    #expect(
      try Report(ours).fates == [
        "ci-1": "foreign-generation would-delete", "past": "expired would-delete",
        "buildlet-by-the-usual-key": "no-deadline kept",
      ])
    #expect(try Report(try await cluster.reap(arguments)).fates["ci-1"] == "not-expired kept")
  }

  @Test("--no-expired ignores deadlines, and --expired honors them even with --retire", .tags(.anyCluster))
  func expiredOnAndOff() async throws {
    let cluster = try await Cluster(pods: [.expired("one"), SimulatedPod("web-1")])
    let off = try await cluster.reap(
      "--all-namespaces", "--no-expired", "--generation", "g1", "--dry-run", "--explain", "-o", "json")
    #expect(
      try Report(off).fates == ["buildlet-one": "foreign-generation would-delete", "web-1": "not-ours kept"])
    let retire = ["-A", "--retire", "g9", "--dry-run", "--explain", "-o", "json"]
    #expect(try Report(try await cluster.reap(retire)).fates["buildlet-one"] == "not-ours kept")
    #expect(
      try Report(try await cluster.reap(retire + ["--expired"])).fates["buildlet-one"]
        == "expired would-delete")
  }

  @Test("--generation-key alone deletes nothing by generation, and causes a warning", .tags(.anyCluster))
  func keyAlone() async throws {
    let cluster = try await Cluster(pods: [.ours("old", deleteAt: SimulatedPod.farFuture, generation: "g1")])
    let run = try await cluster.reap("-A", "--generation-key", "x", "-o", "json")
    #expect(run.code == 0)
    #expect(
      try Report(run).warnings == [
        "--generation-key has no effect: the rules foreign-generation and retired-generation are off"
      ])
    #expect(try await cluster.names == ["buildlet-old"])
    #expect(cluster.sawNoDelete)
  }

  @Test("Selectors and namespaces determine which pods are considered", .tags(.anyCluster))
  func selection() async throws {
    var labeled = SimulatedPod.expired("labeled", namespace: "builds-1")
    labeled.labels["team"] = "a"
    let cluster = try await Cluster(
      pods: [
        .expired("one"), .expired("two", namespace: "builds-1"), labeled,
        .expired("three", namespace: "builds-2"),
      ])
    func seen(_ arguments: String...) async throws -> Set<String> {
      Set(try Report(try await cluster.reap(arguments + ["--dry-run", "-o", "json"])).fates.keys)
    }
    #expect(try await seen("-n", "builds") == ["buildlet-one"])
    #expect(
      try await seen("-n", "builds", "-n", "builds-2", "-n", "builds") == ["buildlet-one", "buildlet-three"])
    #expect(try await seen("-A", "-l", "team in (a,b)") == ["buildlet-labeled"])
    #expect(try await seen("-A", "--field-selector", "metadata.name=buildlet-two") == ["buildlet-two"])
    #expect(try await seen("-A", "--exclude-namespace", "builds-1") == ["buildlet-one", "buildlet-three"])
    #expect(try await seen("-n", "builds", "--exclude-namespace", "builds") == [])
    guard !Cluster.isReal else { return }
    for (arguments, hasWarning) in [
      (["-A"], true), (["-n", "builds"], false), (["-A", "-l", "team=a"], false),
    ] {
      let typo = try await cluster.reap(arguments + ["--exclude-namespace", "bilds", "--dry-run"])
      #expect(typo.errorText.contains("no pod is in the excluded namespace \"bilds\"") == hasWarning)
    }
    #expect(try await seen("-n", "empty") == [])
    // The context has no namespace, so it is "default".
    #expect(try await seen() == [])
  }
}
