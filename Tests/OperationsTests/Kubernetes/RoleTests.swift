import Foundation
import Shared
import SimulatedCloud
import TestSupport
import Testing

/// A use of reap-pods, and the features of `kubernetes/features` that go with it.
struct RoleCase: CustomTestStringConvertible {
  var features: [String] = []
  var arguments: [String] = ["-n", "builds"]
  var testDescription: String { features.isEmpty ? "base" : features.joined(separator: ", ") }
}

@Suite(
  "The roles are sufficient, and nothing in them is superfluous",
  .enabled(if: InstalledTool.isThere("kubectl")),
  .timeLimit(.minutes(15)))
struct RoleTests {
  static let cases = [
    RoleCase(),
    RoleCase(features: ["all-namespaces"], arguments: ["-A"]),
    RoleCase(features: ["evict"], arguments: ["-n", "builds", "--evict"]),
    RoleCase(features: ["events"], arguments: ["-n", "builds", "--events"]),
    RoleCase(
      features: ["generation"],
      arguments: [
        "-n", "builds", "--generation-from=lease/builds/coordinator",
        "--generation-from=configmap/builds/coordinator/generations",
      ]),
    RoleCase(features: ["force-after"], arguments: ["-n", "builds", "--force-after=30m"]),
    RoleCase(features: ["wait"], arguments: ["-n", "builds", "--wait=5m"]),
    RoleCase(
      features: ["evict", "force-after"], arguments: ["-n", "builds", "--evict", "--force-after=30m"]),
  ]

  @Test("reap-pods works with exactly its role", arguments: cases)
  func enough(_ role: RoleCase) async throws {
    let permissions = try await Manifests(features: role.features).permissions(of: "reap-pods")
    let run = try await reap(role, under: permissions)
    #expect(run.code == 0, "\(run.errorText)")
    #expect(!run.errorText.contains("warning"), "\(run.errorText)")
  }

  @Test("If any verb is missing from the role, reap-pods says so", arguments: cases)
  func needed(_ role: RoleCase) async throws {
    let permissions = try await Manifests(features: role.features).permissions(of: "reap-pods")
    #expect(!permissions.isEmpty)
    for permission in Set(permissions) where permission.resource != "namespaces" {
      let run = try await reap(role, under: permissions.filter { $0 != permission })
      let says = ["warning", "cannot watch pods"].contains(where: run.errorText.contains)
      #expect(run.code != 0 || says, "needless: \(permission)")
    }
  }

  @Test("Without get on namespaces, which is optional, reap-pods says that it cannot know whether one exists")
  func optional() async throws {
    let permissions = try await Manifests().permissions(of: "reap-pods")
    for missing in [nil, "namespaces"] {
      let cloud = try await SimulatedCloud.start()
      cloud.add(namespace: "builds")
      let run = try await Self.run(
        "reap-pods", ["-n", "builds"], on: cloud, under: permissions.filter { $0.resource != missing })
      #expect(run.code == 0)
      #expect(run.errorText.contains("could not check") == (missing != nil), "\(run.errorText)")
      await cloud.stop()
    }
  }

  @Test("The feature ledger lets reap-pods learn the cluster's UID; without it, a ledger is kept too")
  func ledger() async throws {
    for features in [[], ["ledger"]] {
      let permissions = try await Manifests(features: features).permissions(of: "reap-pods")
      let cloud = try await SimulatedCloud.start()
      cloud.add(namespace: "builds")
      try cloud.add(
        json: #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system","uid":"uid-1"}}"#)
      let folder = try TemporaryFolder()
      let path = folder.path + "/ledger"
      let run = try await Self.run(
        "reap-pods", ["-n", "builds", "--ledger", path], on: cloud, under: permissions)
      #expect(run.code == 0 && !run.errorText.contains("warning"), "\(run.errorText)")
      let file = try #require(
        try FileManager.default.contentsOfDirectory(atPath: path).first { $0.hasPrefix("reap-") })
      let text = try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
      #expect(text.contains("uid-1") == !features.isEmpty)
      await cloud.stop()
    }
  }

  @Test("sample-capacity may list pods and nodes, and nothing else; create-metrics nothing at all")
  func others() async throws {
    let manifests = try await Manifests()
    #expect(
      Set(try manifests.permissions(of: "sample-capacity"))
        == [
          Permission(verb: "list", resource: "pods"), Permission(verb: "list", resource: "nodes"),
        ])
    #expect(try manifests.permissions(of: "create-metrics").isEmpty)
  }

  @Test("sample-capacity works with exactly its role, and not with less")
  func sample() async throws {
    let permissions = try await Manifests().permissions(of: "sample-capacity")
    for missing in [nil] + permissions.map(Optional.some) {
      let cloud = try await SimulatedCloud.start()
      cloud.addDemoPods()
      let run = try await Self.run(
        "sample-capacity", [], on: cloud, under: permissions.filter { $0 != missing })
      #expect(run.code == (missing == nil ? 0 : 77), "\(run.errorText)")
      await cloud.stop()
    }
  }

  /// Runs reap-pods on a cluster that has everything that it can encounter.
  private func reap(_ role: RoleCase, under permissions: [Permission]) async throws -> CommandRun {
    // The stuck pods stay until they are removed.
    let cloud = try await SimulatedCloud.start(Behavior(terminationTime: nil))
    Self.fill(cloud)
    let run = try await Self.run(
      "reap-pods", role.arguments, on: cloud, under: permissions)
    await cloud.stop()
    return run
  }

  /// Runs a program as a user with only these permissions.
  static func run(
    _ program: String, _ arguments: [String], on cloud: SimulatedCloud, under permissions: [Permission]
  ) async throws -> CommandRun {
    for permission in permissions {
      cloud.allow(
        "somebody", verbs: [permission.verb], resources: [permission.resource],
        namespaces: [permission.namespace ?? "*"], groups: [permission.group],
        names: permission.name.map { [$0] })
    }
    let folder = try TemporaryFolder()
    let file = try folder.write("kubeconfig", cloud.kubeconfig(token: "t", user: "somebody"))
    return try await CommandRun(Repository.program(program), ["--kubeconfig", file] + arguments)
  }

  /// - Parameter pods: false for none.
  static func fill(_ cloud: SimulatedCloud, pods: Bool = true) {
    let now = Int64(Date().timeIntervalSince1970)
    cloud.add(
      SimulatedLease(
        "coordinator", holder: "g2", renewTime: now, acquireTime: now - 3600, durationSeconds: 3600))
    cloud.add(SimulatedConfigMap("coordinator", data: ["generations": "g2\n"]))
    guard pods else { return }
    var expired = SimulatedPod("buildlet-expired", namespace: "builds")
    expired.created = now - 7200
    expired.annotations["delete-at"] = "1700000000"
    expired.labels["generation"] = "g2"
    cloud.add(expired)
    var stuck = SimulatedPod("buildlet-stuck", namespace: "builds")
    stuck.created = now - 14400
    stuck.deletionTime = now - 7200
    stuck.phase = "Running"
    stuck.nodeName = "node-gone"
    cloud.add(stuck)
    // The pod changes after the list, so it is read again.
    cloud.inject(
      Fault(.updatePod, method: "DELETE", path: "/api/v1/namespaces/builds/pods/buildlet-expired", times: 1))
    cloud.inject(
      Fault(.updatePod, method: "POST", path: "/api/v1/namespaces/builds/pods/buildlet-expired*", times: 1))
  }
}
