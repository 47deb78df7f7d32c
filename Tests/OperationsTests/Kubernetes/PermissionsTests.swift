import Foundation
import Shared
import SimulatedCloud
import TestSupport
import Testing

@Suite("What --permissions prints is sufficient, and nothing in it is superfluous", .timeLimit(.minutes(15)))
struct PermissionsTests {
  struct Use: CustomTestStringConvertible {
    var program = "reap-pods"
    var arguments: [String]
    /// The features of `kubernetes/features` that go with it; nil if the manifests have none.
    var features: [String]?
    var testDescription: String { ([program] + arguments).joined(separator: " ") }
  }

  static let uses = [
    Use(arguments: ["-n", "builds"], features: []),
    Use(arguments: ["-n", "builds", "--dry-run"]),
    Use(arguments: ["-n", "builds", "--dry-run=server"], features: []),
    Use(arguments: ["-A"], features: ["all-namespaces"]),
    Use(arguments: ["-n", "builds", "-n", "other"]),
    Use(arguments: ["-n", "builds", "--evict"], features: ["evict"]),
    Use(arguments: ["-n", "builds", "--events"], features: ["events"]),
    Use(
      arguments: [
        "-n", "builds", "--generation-from=lease/builds/coordinator",
        "--generation-from=configmap/builds/coordinator/generations",
      ], features: ["generation"]),
    Use(arguments: ["-n", "builds", "--force-after=30m"], features: ["force-after"]),
    Use(arguments: ["-n", "builds", "--wait=5m"], features: ["wait"]),
    Use(arguments: ["-A", "--wait=5m"], features: ["all-namespaces", "wait"]),
    Use(
      arguments: ["-n", "builds", "--evict", "--force-after=30m"], features: ["evict", "force-after"]),
    Use(program: "sample-capacity", arguments: [], features: []),
  ]

  /// What the program prints for these options, read as `kubectl apply` would.
  private func printed(_ use: Use) async throws -> [Permission] {
    let run = try await CommandRun(Repository.program(use.program), use.arguments + ["--permissions"])
    #expect(run.code == 0, "\(run.errorText)")
    #expect(run.errorText.isEmpty)
    return try Manifests(yaml: run.text).permissions(of: use.program)
  }

  /// Runs the program on a cluster that has everything that it can encounter.
  ///
  /// - Parameter isEmpty: whether the namespaces have no pods instead.
  private func run(
    _ use: Use, under permissions: [Permission], isEmpty: Bool = false
  ) async throws -> CommandRun {
    let cloud = try await SimulatedCloud.start(Behavior(terminationTime: nil))
    for namespace in ["builds", "other"] { cloud.add(namespace: namespace) }
    RoleTests.fill(cloud, pods: !isEmpty)
    if !isEmpty {
      // It changes after the list, so it is read again.
      cloud.add(Self.expired)
      let path = "/api/v1/namespaces/other/pods/\(Self.expired.name)"
      cloud.inject(Fault(.updatePod, method: "DELETE", path: path, times: 1))
    }
    let run = try await RoleTests.run(use.program, use.arguments, on: cloud, under: permissions)
    await cloud.stop()
    return run
  }

  private static var expired: SimulatedPod {
    var pod = SimulatedPod("buildlet-other", namespace: "other")
    pod.annotations["delete-at"] = "1700000000"
    return pod
  }

  /// Without these, a run does the same work more laboriously, or cannot tell one case from another.
  private static func isOptional(_ permission: Permission) -> Bool {
    permission.verb == "watch" || permission.resource == "namespaces"
  }

  @Test("A run with just these permissions has nothing to complain about", arguments: uses)
  func enough(use: Use) async throws {
    let run = try await run(use, under: try await printed(use))
    #expect(run.code == 0, "\(run.errorText)")
    #expect(!run.errorText.contains("warning"), "\(run.errorText)")
  }

  @Test("If any of them is missing, the run names it", arguments: uses)
  func needed(use: Use) async throws {
    let permissions = try await printed(use)
    #expect(!permissions.isEmpty)
    #expect(Set(permissions).count == permissions.count)
    for permission in permissions {
      let run = try await run(
        use, under: permissions.filter { $0 != permission }, isEmpty: permission.resource == "namespaces")
      let messages = run.errorText.split(separator: "\n")
      #expect(
        messages.contains { $0.contains(permission.verb) && $0.contains(permission.resource) },
        "\(permission): \(run.errorText)")
      let isFailure = run.code != 0 || run.errorText.contains("warning")
      #expect(isFailure != Self.isOptional(permission), "\(permission): \(run.errorText)")
    }
  }

  @Test(
    "The manifests grant the same", .enabled(if: InstalledTool.isThere("kubectl")),
    arguments: uses.filter { $0.features != nil })
  func manifests(use: Use) async throws {
    let granted = Set(try await Manifests(features: use.features ?? []).permissions(of: use.program))
    let printed = Set(try await printed(use))
    #expect(granted.isSuperset(of: printed))
    // One role serves both kinds of run. Only a run of named namespaces asks whether they exist.
    let surplus = granted.subtracting(printed)
    #expect(surplus.allSatisfy { $0.resource == "namespaces" && use.arguments.contains("-A") }, "\(surplus)")
  }

  @Test(
    "The manifests' own options need what the manifests grant",
    .enabled(if: InstalledTool.isThere("kubectl")), arguments: ["reap-pods", "sample-capacity"])
  func ownOptions(program: String) async throws {
    let manifests = try await Manifests()
    let job = try #require(try manifests.one("CronJob", program))
    let container = try job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"].elements()[0]
    let arguments = try container["args"].elements().map { try $0.string() }
    let printed = try await printed(Use(program: program, arguments: arguments))
    #expect(Set(try manifests.permissions(of: program)) == Set(printed))
  }

  /// `` `list`, `get` on `pods` and `nodes` `` as `["list pods", "get pods", "list nodes", "get nodes"]`.
  private static func parsed(_ cell: Substring) -> Set<String> {
    var found: Set<String> = []
    for match in cell.matches(of: /((?:`[a-z]+`(?:, )?)+) on (`[a-z\/]+`(?: and `[a-z\/]+`)*)/) {
      let words = { (text: Substring) in text.matches(of: /`([a-z\/]+)`/).map { String($0.output.1) } }
      for verb in words(match.output.1) {
        for resource in words(match.output.2) { found.insert("\(verb) \(resource)") }
      }
    }
    return found
  }

  @Test(
    "The guide's table says the same",
    arguments: [
      ("`reap-pods`", "reap-pods", ["-n", "builds"]),
      ("`--evict`", "reap-pods", ["-n", "builds", "--evict"]),
      ("`--wait`", "reap-pods", ["-n", "builds", "--wait=2m"]),
      ("`--events`", "reap-pods", ["-n", "builds", "--events"]),
      ("`--force-after`", "reap-pods", ["-n", "builds", "--force-after=1h"]),
      ("`sample-capacity`", "sample-capacity", []),
    ] as [(String, String, [String])])
  func guide(row: String, program: String, arguments: [String]) async throws {
    let lines = try Repository.text("docs/guide.md").split(separator: "\n")
    func cell(_ row: String) throws -> Set<String> {
      Self.parsed(try #require(lines.first { $0.hasPrefix("| \(row) | ") }))
    }
    let said = try cell(row)
    let needed = try await printed(Use(program: program, arguments: arguments))
    let words = Set(needed.map { "\($0.verb) \($0.resource)" })
    #expect(!said.isEmpty)
    #expect(words.isSuperset(of: said))
    #expect(try cell("`\(program)`").union(said).isSuperset(of: words))
  }

  @Test("Each namespace gets a Role, the rest a ClusterRole, and every role a binding")
  func documents() async throws {
    let run = try await CommandRun(
      Repository.program("reap-pods"),
      ["-n", "on", "-n", "b", "--generation-from=lease/b/x", "--force-after=1h", "--permissions"])
    let manifests = try Manifests(yaml: run.text)
    let kinds = try manifests.objects.map { object in
      let namespace = try object["metadata"]["namespace"].optionalString() ?? "-"
      return "\(try object["kind"].string()) \(namespace)"
    }
    #expect(
      kinds == [
        "ClusterRole -", "ClusterRoleBinding -", "Role b", "RoleBinding b", "Role on", "RoleBinding on",
      ])
    let lease = Permission(
      verb: "get", resource: "leases", group: "coordination.k8s.io", name: "x", namespace: "b")
    #expect(try manifests.permissions(of: "reap-pods").contains(lease))
  }

  @Test("Nobody is contacted, and the kubeconfig's namespace counts if no option names one")
  func contactsNobody() async throws {
    let cloud = try await SimulatedCloud.start()
    let folder = try TemporaryFolder()
    let text = cloud.kubeconfig(token: "t").replacingOccurrences(
      of: "user: user\n", with: "user: user\n    namespace: mine\n")
    let file = try folder.write("kubeconfig", text)
    let run = try await CommandRun(
      Repository.program("reap-pods"), ["--kubeconfig", file, "--permissions"])
    #expect(run.code == 0)
    #expect(Set(try Manifests(yaml: run.text).permissions(of: "reap-pods").map(\.namespace)) == ["mine"])
    #expect(cloud.requests.isEmpty)
    await cloud.stop()
    let lost = try await CommandRun(
      Repository.program("reap-pods"), ["--kubeconfig", folder.path + "/none", "--permissions"])
    #expect(lost.code == 78)
    #expect(lost.text.isEmpty)
    #expect(lost.errorText.contains("none: there is no such kubeconfig"))
  }

  @Test(
    "Roles of Google Cloud are comments, and a snapshot needs nothing",
    arguments: [
      ("create-metrics", [], ["roles/monitoring.metricWriter"]),
      ("create-metrics", ["--check"], ["roles/monitoring.metricWriter"]),
      ("create-metrics", ["--delete", "--yes"], ["roles/monitoring.editor"]),
      ("sample-capacity", ["--snapshot", "x"], []),
      (
        "sample-capacity", ["--snapshot", "x", "--to", "cloud-monitoring", "--cluster-name", "c"],
        ["roles/monitoring.metricWriter"]
      ),
      ("reap-pods", ["--snapshot", "x"], []),
    ] as [(String, [String], [String])])
  func google(program: String, arguments: [String], roles: [String]) async throws {
    let run = try await CommandRun(Repository.program(program), arguments + ["--permissions"])
    #expect(run.code == 0)
    #expect(run.text.contains("# \(program) with these options needs nothing from Kubernetes.\n"))
    #expect(run.text.split(separator: "\n").allSatisfy { $0.hasPrefix("#") })
    #expect(run.text.matches(of: /roles\/[a-zA-Z.]+/).map { String($0.output) } == roles)
  }

  @Test("With --gke, both are printed")
  func gke() async throws {
    let run = try await CommandRun(
      Repository.program("reap-pods"),
      ["--gke", "projects/p/locations/l/clusters/c", "-n", "builds", "--permissions"])
    #expect(run.text.contains("# - roles/container.clusterViewer: "))
    #expect(try !Manifests(yaml: run.text).permissions(of: "reap-pods").isEmpty)
  }
}
