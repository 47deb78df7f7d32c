import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: snapshots instead of a cluster", .serialized, .cluster, .timeLimit(.minutes(15)))
struct SnapshotTests {
  private static let now = "2026-11-23T12:00:00Z"

  private static func pod(
    _ name: String, namespace: String = "builds", deleteAt: String, labels: String = "{}"
  ) -> String {
    """
    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"\(name)","namespace":"\(namespace)","uid":"u-\(name)",
    "resourceVersion":"1","creationTimestamp":"2026-11-23T10:00:00Z","labels":\(labels),
    "annotations":{"delete-at":"\(deleteAt)"}}}
    """
  }

  private static let list = """
    {"apiVersion":"v1","items":[\(pod("a", deleteAt: "1795435199")),\(pod("b", deleteAt: "1795435200")),
    {"apiVersion":"v1","kind":"Node","metadata":{"name":"node-1"}},{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"}},
    \(pod("c", namespace: "other", deleteAt: "1", labels: #"{"team":"x"}"#))],"kind":"List","metadata":{"resourceVersion":""}}
    """

  private func run(_ folder: TemporaryFolder, _ arguments: String...) async throws -> CommandRun {
    try await CommandRun(Cluster.program("reap-pods"), arguments, environment: ["KUBECONFIG": "/nonexistent"])
  }

  @Test("Pods in all namespaces are judged at the given time, without any request")
  func judged() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("list.json", Self.list)
    let all = try await run(folder, "--snapshot", file, "--now", Self.now, "--explain", "-o", "json")
    #expect(all.code == 0)
    #expect(
      try Report(all).fates == [
        "a": "expired would-delete", "b": "not-expired kept", "c": "expired would-delete",
      ])
    #expect(try Report(all)["time"] as? String == Self.now)
    #expect(try Report(all)["dryRun"] as? String == "client")
    let one = try await run(folder, "--snapshot", file, "--now", Self.now, "-n", "builds", "-o", "json")
    #expect(try Report(one).fates == ["a": "expired would-delete"])
    let labeled = try await run(
      folder, "--snapshot", file, "--now", Self.now, "-l", "team in (x, y)", "-o", "json")
    #expect(try Report(labeled).fates == ["c": "expired would-delete"])
  }

  @Test(
    "Extreme numbers and times do not break a run",
    arguments: ["0000-01-01T00:00:00+23:59", now, "9999-12-31T23:59:59.999999999-23:59"])
  func extremes(now: String) async throws {
    let folder = try TemporaryFolder()
    let keys = [
      "delete-at", "janitor/ttl", "janitor/expires", "k8s-ttl-controller.twin.sh/refreshed-at",
      "pod-cleanup.gitlab.com/ttl",
    ]
    let values = [
      "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e308", "NaN",
      "9223371974719179007s", "9223372036854775807s", "9223372036854775807w", "9223372036.854775807s",
      "106751d",
      "-2562047h47m16.854775808s", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31",
    ]
    var items: [String] = []
    for created in ["0000-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"] {
      for key in keys {
        for value in values {
          items.append(
            """
            {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p\(items.count)","namespace":"builds","uid":"u",
            "resourceVersion":"1","creationTimestamp":"\(created)","annotations":{"\(key)":"\(value)",
            "k8s-ttl-controller.twin.sh/ttl":"\(value)"},"labels":{"cleanup.kyverno.io/ttl":"\(value)"}},
            "spec":{"nodeName":"n"},"status":{"phase":"Failed","containerStatuses":[{"restartCount":
            9223372036854775807,"state":{"terminated":{"finishedAt":"\(created)"}}}]}}
            """)
        }
      }
    }
    let list = #"{"kind":"List","apiVersion":"v1","items":[\#(items.joined(separator: ","))]}"#
    let file = try folder.write("list.json", list)
    let dialects = ["kube-janitor", "k8s-ttl-controller", "gitlab", "kyverno"].flatMap { ["--dialect", $0] }
    let ages = ["--finished-after", "--pending-after", "--force-after"].flatMap { [$0, "10000d"] }
    for format in ["text", "json"] {
      let run = try await CommandRun(
        Cluster.program("reap-pods"),
        ["--snapshot", file, "--now", now, "--explain", "-o", format] + dialects + ages)
      #expect(run.code == 0, "\(run.errorText.suffix(500))")
    }
  }

  @Test(
    "A missing file ends in 66 and an invalid one in 65, and none of its pods count",
    arguments: [
      ("", 65), ("{}", 65), ("[]", 65), ("not json", 65), (String(list.dropLast()), 65), (list + list, 65),
      (#"{"kind":"List","items":[{"kind":"Pod","metadata":{"name":1}}]}"#, 65), (nil, 66),
    ] as [(String?, Int32)])
  func unreadable(text: String?, code: Int32) async throws {
    let folder = try TemporaryFolder()
    let file = try text.map { try folder.write("list.json", $0) } ?? folder.path + "/none.json"
    let run = try await run(folder, "--snapshot", file, "-o", "json")
    #expect(run.code == code)
    #expect(try Report(run).count("listed") == 0)
    #expect(run.errorText.contains(file))
  }

  @Test("With --limit, the oldest pods go first, and those without a creation time go last")
  func limit() async throws {
    let folder = try TemporaryFolder()
    let creation = #""creationTimestamp":"2026-11-23T10:00:00Z","#
    let ageless = Self.pod("a", deleteAt: "1").replacing(creation, with: "")
    let file = try folder.write(
      "list.json",
      #"{"apiVersion":"v1","kind":"List","items":[\#(ageless),\#(Self.pod("b", deleteAt: "1"))]}"#)
    let run = try await run(folder, "--snapshot", file, "--now", Self.now, "--limit", "1", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["a": "expired deferred", "b": "expired would-delete"])
  }

  @Test("A pod without a namespace is skipped with a warning, and the run ends in 65")
  func noNamespace() async throws {
    let folder = try TemporaryFolder()
    let odd = Self.pod("a", namespace: "", deleteAt: "1")
    let file = try folder.write(
      "list.json",
      #"{"apiVersion":"v1","kind":"List","items":[\#(odd),\#(Self.pod("b", deleteAt: "1"))]}"#)
    let run = try await run(folder, "--snapshot", file, "-o", "json")
    #expect(run.code == 65)
    #expect(try Report(run).fates == ["b": "expired would-delete"])
    #expect(
      try Report(run).warnings == ["a pod in the list is unreadable, so it is kept: a has no namespace"])
  }

  @Test(
    "Options that need a cluster are usage errors with --snapshot",
    arguments: [
      ["--context", "x"], ["--field-selector", "a=b"], ["--wait", "1m"], ["--dry-run=server"],
      ["--generation-from", "lease/a/b"],
    ])
  func usage(arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("list.json", Self.list)
    let run = try await CommandRun(Cluster.program("reap-pods"), ["--snapshot", file] + arguments)
    #expect(run.code == 64)
  }

  /// A pod stuck terminating on `node-9`.
  private static let stuck = """
    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"stuck","namespace":"builds","uid":"u","resourceVersion":"1",
    "creationTimestamp":"2026-11-20T10:00:00Z","deletionTimestamp":"2026-11-23T10:00:00Z"},"spec":{"nodeName":"node-9"},
    "status":{"phase":"Running"}}
    """

  @Test("A pod stuck terminating is judged by the snapshot's nodes, if there are any")
  func nodes() async throws {
    func node(_ name: String, conditions: String = "[]") -> String {
      #"{"apiVersion":"v1","kind":"Node","metadata":{"name":"\#(name)"},"status":{"conditions":\#(conditions)}}"#
    }
    let vague = #"[{"type":"Ready","status":"Unknown"}]"#
    let folder = try TemporaryFolder()
    for (items, fate) in [
      (Self.stuck, "terminating kept"), ("\(Self.stuck),\(node("node-1"))", "stuck-terminating would-delete"),
      ("\(Self.stuck),\(node("node-9"))", "terminating kept"),
      ("\(Self.stuck),\(node("node-9", conditions: vague))", "terminating kept"),
    ] {
      let file = try folder.write("list.json", #"{"apiVersion":"v1","kind":"List","items":[\#(items)]}"#)
      let run = try await run(
        folder, "--snapshot", file, "--now", Self.now, "--force-after", "1h", "--explain", "-o", "json")
      #expect(try Report(run).fates == ["stuck": fate])
    }
  }

  @Test("The nodes in all files count")
  func nodesOfSeveralFiles() async throws {
    let folder = try TemporaryFolder()
    let files = try ["node-9", "node-1"].map { name in
      try folder.write(
        "\(name).json", #"{"apiVersion":"v1","kind":"Node","metadata":{"name":"\#(name)"}}"#)
    }
    let pod = try folder.write("pod.json", Self.stuck)
    let run = try await run(
      folder, "--snapshot", files[0], "--snapshot", files[1], "--snapshot", pod, "--now", Self.now,
      "--force-after", "1h", "--explain", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["stuck": "terminating kept"])
  }
}
