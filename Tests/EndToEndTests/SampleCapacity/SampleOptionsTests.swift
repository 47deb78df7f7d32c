import Foundation
import TestSupport
import Testing

@Suite("sample-capacity: each option, over snapshots", .timeLimit(.minutes(15)))
struct SampleOptionsTests {
  private static let cluster = [
    Sampling.node("node-1", labels: #"{"pool":"ci"}"#), Sampling.node("node-2"),
    Sampling.pod("a", node: "node-1", #""cpu":"2500100u","memory":"1Gi""#),
    Sampling.pod("b", node: "node-2", #""cpu":"3500100u","memory":"1Gi""#),
    Sampling.pod("c", #""cpu":"1","memory":"1Gi""#, phase: "Pending"),
    Sampling.pod("d", node: "node-2", #""cpu":"9""#, phase: "Succeeded"),
    Sampling.pod("e", node: "gone", #""cpu":"9""#),
  ]

  private func report(_ arguments: String..., of items: [String] = cluster, code: Int32 = 0) async throws
    -> Report
  {
    let run = try await Sampling.snapshot(items, ["-o", "json"] + arguments)
    #expect(run.code == code)
    return try Report(run)
  }

  @Test("The report has exactly the documented members")
  func members() async throws {
    let report = try await report("--now", "2026-11-23T12:00:00Z", "--cluster-name", "prod", "--nodes")
    let expected: [String: [String]] = [
      "cluster": ["name", "server"],
      "nodes": ["cordoned", "deleting", "notReady", "schedulable", "tainted", "total"],
      "cpu": [
        "allocatableMilli", "boundMilli", "capacityMilli", "pendingMilli", "runningMilli", "unboundMilli",
      ],
      "memory": [
        "allocatableBytes", "boundBytes", "capacityBytes", "pendingBytes", "runningBytes", "unboundBytes",
      ],
      "pods": [
        "bound", "gated", "nominated", "oldestPendingSeconds", "orphaned", "pending", "running", "starting",
        "terminating",
        "unschedulable", "waiting",
      ],
      "used": ["cpu", "memory"],
      "estimate": ["buildPodsThatFit", "fitsNow", "ignored", "method", "p90Seconds", "seconds", "why"],
      "exit": ["code", "messages", "name"],
    ]
    for (member, names) in expected { #expect((report[member] as? [String: Any])?.keys.sorted() == names) }
    let others = [
      "accounting", "accountingVersion", "extended", "perNode", "schema", "time", "warnings",
      "warningsOmitted", "written",
    ]
    #expect(report.json.keys.sorted() == (expected.keys + others).sorted())
    #expect(report["schema"] as? String == "podkeeper.capacity/v1")
    #expect(report["time"] as? String == "2026-11-23T12:00:00Z")
    #expect(report["cluster.name"] as? String == "prod" && report.isNull("cluster.server"))
    #expect(report.number("pods.oldestPendingSeconds") == 7200)
    #expect(report.number("pods.orphaned") == 1 && report.number("pods.running") == 2)
    #expect(
      report.nodeRows.map { $0.keys.sorted() }
        == Array(
          repeating: ["allocatable", "buildPodsThatFit", "name", "requested"], count: 2))
    #expect(try await self.report().json["perNode"] == nil)
  }

  @Test(
    "--accounting",
    arguments: [("scheduler", 6002), ("kubectl", 6001), ("golang-build", 7000)] as [(String, Int64)])
  func accounting(name: String, running: Int64) async throws {
    let report = try await report("--accounting", name)
    #expect(report.number("cpu.runningMilli") == running)
    #expect(report["accounting"] as? String == name)
    #expect(report["accountingVersion"] as? String == (name == "scheduler" ? "1.37" : nil))
    #expect(report.number("cpu.allocatableMilli") == 8000 && report.number("cpu.capacityMilli") == 10_000)
    let whole = name == "golang-build" ? 10_000.0 : 8000
    let used = try #require(report["used.cpu"] as? Double)
    #expect(abs(used - Double(running + 1000) / whole) < 1e-12)
  }

  @Test("--node-selector picks nodes and the pods bound to them")
  func nodeSelector() async throws {
    let report = try await report("--node-selector", "pool in (ci)", "--nodes")
    #expect(report.nodeRows.map { $0["name"] as? String } == ["node-1"])
    #expect(report.number("cpu.runningMilli") == 2501 && report.number("cpu.unboundMilli") == 0)
    #expect(report.number("pods.orphaned") == 0 && report.number("pods.pending") == 0)
    #expect(try await self.report().number("cpu.unboundMilli") == 1000)
  }

  @Test("--build-pod, --time-to-schedule: what fits now")
  func fitsNow() async throws {
    let report = try await report("--build-pod", "cpu=500m,memory=1Gi", "--time-to-schedule", "7s")
    #expect(report.number("estimate.seconds") == 7 && report["estimate.fitsNow"] as? Bool == true)
    #expect(report.number("estimate.buildPodsThatFit") == 2)
    #expect(try await self.report().number("estimate.buildPodsThatFit") == 0)
  }

  @Test(
    "--build-pod-file reads a Pod, says what it does not consider, and cannot be combined with --build-pod")
  func buildPodFile() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "pod.yaml",
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: build}
      spec:
        volumes: [{name: v, emptyDir: {}}]
        nodeSelector: {pool: none}
        containers: [{name: c, resources: {limits: {cpu: 100m}}}]
      """)
    let report = try await report("--build-pod-file", file)
    #expect(
      report["estimate.why"] as? String
        == "never: none of 2 nodes takes new pods (2 without the labels that the pod requires)")
    #expect(report["estimate.ignored"] as? [String] == ["volumes"])
    let both = try await Sampling.snapshot(
      Self.cluster, ["--build-pod-file", file, "--build-pod", "cpu=1"])
    #expect(both.code == 64)
    let twice = try await Sampling.snapshot(
      Self.cluster, ["--build-pod", "cpu=64", "--build-pod", "memory=1Gi"])
    #expect(twice.code == 64 && twice.errorText.contains("--build-pod is given twice"))
    #expect(try await Sampling.snapshot(Self.cluster, ["--build-pod-file", "/nonexistent"]).code == 66)
    let wrong = try await Sampling.snapshot(
      Self.cluster, ["--build-pod-file", folder.write("job.yaml", "kind: Job")])
    #expect(wrong.code == 65 && wrong.errorText.contains("expected a v1 Pod"))
  }

  @Test("Extended resources have sums in text and JSON")
  func extended() async throws {
    let items = [
      Sampling.node("n", #""cpu":"8","memory":"8Gi","pods":"10","nvidia.com/gpu":"4""#),
      Sampling.pod("p", node: "n", #""cpu":"1","nvidia.com/gpu":"1""#),
    ]
    let report = try await report(of: items)
    let gpu = (report["extended"] as? [String: Any])?["nvidia.com/gpu"] as? [String: Int64]
    #expect(gpu == ["capacity": 0, "allocatable": 4, "running": 1, "pending": 0, "bound": 1, "unbound": 0])
    let text = try await Sampling.snapshot(items, []).text
    #expect(
      text.contains("nvidia.com/gpu   0          4             1         0         1       0         25%"))
  }

  @Test("--time-per-build: how long a round takes")
  func rounds() async throws {
    #expect(try await report("--time-per-build", "1h").number("estimate.seconds") == 90 + 3600)
    #expect(try await report().number("estimate.seconds") == 690)
  }

  @Test("--toleration lets build pods on tainted nodes")
  func toleration() async throws {
    let node = Sampling.node("n", spec: #"{"taints":[{"key":"pool","value":"ci","effect":"NoSchedule"}]}"#)
    let without = try await report(of: [node])
    #expect(without.isNull("estimate.seconds") && without.number("nodes.tainted") == 1)
    #expect((without["estimate.why"] as? String)?.hasPrefix("never: ") == true)
    #expect(try await report("--toleration", "pool=ci", of: [node]).number("estimate.buildPodsThatFit") == 2)
  }

  @Test("--estimate golang-build, --cpu-overhead: the estimate of 2016")
  func golangBuild() async throws {
    let arguments = ["-o", "json", "--estimate", "golang-build", "--accounting", "golang-build"]
    let usual = try Report(try await Sampling.snapshot(Self.cluster, arguments))
    #expect(usual["estimate.method"] as? String == "golang-build")
    #expect(usual.number("estimate.seconds") == 800)
    let none = try Report(try await Sampling.snapshot(Self.cluster, arguments + ["--cpu-overhead", "0"]))
    #expect(none.number("estimate.seconds") == 480)
    let all = try Report(try await Sampling.snapshot(Self.cluster, arguments + ["--cpu-overhead", "5"]))
    #expect(all.isNull("estimate.seconds"))
    #expect((all["estimate.why"] as? String)?.hasPrefix("unknown: ") == true)
  }

  @Test("Without nodes, the used share is null")
  func noNodes() async throws {
    let report = try await report(of: [Sampling.pod("p", #""cpu":"1""#, phase: "Pending")])
    #expect(report.isNull("used.cpu") && report.isNull("used.memory"))
    #expect(report["estimate.why"] as? String == "never: there are no nodes")
  }

  @Test("The text report has a table, the counts and the estimate in words")
  func text() async throws {
    let run = try await Sampling.snapshot(Self.cluster, ["--nodes", "--now", "2026-11-23T12:00:00Z"])
    #expect(
      run.text == """
        RESOURCE   CAPACITY   ALLOCATABLE   RUNNING   PENDING   BOUND   UNBOUND   REQUESTED
        cpu        10         8             6.002     1         6.002   1         87.5% (12.5% pending)
        memory     20Gi       16Gi          2Gi       1Gi       2Gi     1Gi       18.7% (6.2% pending)

        Accounting: scheduler 1.37
        Nodes: 2 of 2 take pods
        Pods: 2 running, 1 pending, the oldest for 2h (1 not tried by the scheduler, 1 orphaned)
        podkeeper estimates: a new build pod starts in about 11m30s, because no node has 2 CPU free \
        (the most free is 1.499 on node-1), 1 pod is ahead of it, and 4 build pods run at a time

        NODE     CPU          MEMORY       PODS      BUILD PODS THAT FIT
        node-1   2.501 of 4   1Gi of 8Gi   1 of 10   0
        node-2   3.501 of 4   1Gi of 8Gi   1 of 10   0

        """)
    #expect(run.errorText == "sample-capacity: 2 nodes, 2 pods running, 1 pending; exit 0 ok\n")
  }

  @Test(
    "Usage errors are 64 before any request",
    arguments: [
      ["-n", "builds"], ["--namespace", "builds"], ["-l", "a=b"], ["--selector", "a=b"],
      ["--accounting", "quota"], ["--estimate", "guess"], ["--build-pod", "cpu"], ["--build-pod", ""],
      ["--toleration", ""], ["--node-selector", " "], ["--node-selector", "a=b=c"],
      ["--time-per-build", "600"], ["--cpu-overhead", "-1"], ["--context", "x"], ["--now", "noon"],
    ])
  func usage(arguments: [String]) async throws {
    #expect(try await Sampling.snapshot(Self.cluster, arguments).code == 64)
  }

  @Test("Sums that lack a node are shown but not written; a pod that no node could run does not matter")
  func leftOut() async throws {
    let folder = try TemporaryFolder()
    let csv = folder.path + "/x.csv"
    let arguments = ["-o", "json", "--to", "csv:" + csv]
    let (node, good) = (Sampling.node("n"), Sampling.pod("a", node: "n", #""cpu":"1""#))
    let odd = Sampling.node("odd", #""cpu":"four""#)
    let partial = try await Sampling.snapshot([node, odd, good], arguments)
    #expect(partial.code == 65)
    #expect(try Report(partial).written == ["csv:\(csv) failed 0 0"])
    #expect(try Report(partial).number("cpu.allocatableMilli") == 4000)
    #expect(partial.errorText.contains("nothing is written"))
    #expect(!FileManager.default.fileExists(atPath: csv))

    let huge = Sampling.pod("b", node: "n", #""cpu":"1e18""#)
    let whole = try await Sampling.snapshot([node, good, huge], arguments)
    #expect(whole.code == 65)
    #expect(try Report(whole).written.first?.hasPrefix("csv:\(csv) ok") == true)
    #expect(FileManager.default.fileExists(atPath: csv))
  }

  @Test("Objects listed twice count once; a snapshot of half a cluster causes a warning")
  func halves() async throws {
    let (node, pod) = (Sampling.node("n"), Sampling.pod("a", node: "n", #""cpu":"1""#))
    let twice = try await report(of: [node, pod, pod, node])
    #expect(twice.number("cpu.runningMilli") == 1000 && twice.number("nodes.total") == 1)
    let nameless = Sampling.pod("", node: "n", #""cpu":"1""#)
    #expect(try await report(of: [node, nameless, nameless]).number("cpu.runningMilli") == 2000)
    func warnings(_ report: Report) -> [String] {
      (report["warnings"] as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
    }
    #expect(
      Set(warnings(twice)) == [
        "listed twice; the second is ignored", "node n is listed twice; the second is ignored",
      ])
    for (items, missing) in [([node], "no pods;"), ([pod], "no nodes;"), ([], "no nodes and no pods;")] {
      let found = warnings(try await report(of: items))
      #expect(found.count == 1 && found[0].contains(missing))
    }
    #expect(warnings(try await report(of: [node, pod])) == [])
  }

  @Test(
    "Errors about build pods, taints and durations show the right form",
    arguments: [
      ("--build-pod", "cpu=-1", "cpu=500m,memory=4Gi"), ("--build-pod", "cpu=1,cpu=2", "each once"),
      ("--build-pod", "cpu=1,mem=1Gi", "a pod cannot request 'mem'; did you mean"),
      ("--build-pod", " ", "is a variable unset?"), ("--toleration", "a:Never", "PreferNoSchedule"),
      ("--time-per-build", "600", "90s, 10m"),
    ])
  func reasons(option: String, value: String, reason: String) async throws {
    let run = try await Sampling.snapshot(Self.cluster, [option, value])
    #expect(run.code == 64 && run.errorText.contains(reason))
  }

  @Test("A missing snapshot is 66 and an invalid one 65; the report then has no numbers")
  func unreadable() async throws {
    let missing = try await Sampling.run(["--snapshot", "/nonexistent", "-o", "json"])
    #expect(missing.code == 66)
    #expect(try Report(missing).isNull("cpu") && Report(missing).isNull("used.cpu"))
    #expect(try Report(missing).isNull("nodes") && Report(missing).isNull("estimate"))
    let folder = try TemporaryFolder()
    let cut = try await Sampling.run(["--snapshot", folder.write("x", #"{"kind":"List","items":["#)])
    #expect(cut.code == 65)
    #expect(cut.text == "No sample was taken from the snapshot.\n")
  }
}
