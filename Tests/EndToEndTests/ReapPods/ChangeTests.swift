import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: changes during a run", .serialized, .cluster, .timeLimit(.minutes(15)))
struct ChangeTests {
  /// What happens to a pod between the list and the delete.
  enum Change: CaseIterable {
    case deadlinePutOff, deadlineTakenAway, toldToStay, relabeled, becameMirror
  }

  @Test(
    "A pod that no longer matches after it was listed is kept",
    arguments: Change.allCases)
  func changed(_ change: Change) async throws {
    var pod = SimulatedPod.expired("one")
    pod.uid = "2b5e0f7c-6a1d-4a3e-9c55-0d9f3c1f7a10"
    pod.labels["app"] = "ci"
    let cluster = try await Cluster(pods: [pod])
    // The server makes the list before it holds the answer back.
    let gate = Gate()
    cluster.cloud.inject(Fault(.hold(gate), path: "/api/v1/namespaces/builds/pods"))
    async let run = cluster.reap("-n", "builds", "-l", "app=ci", "-o", "json")
    try await waitUntil { gate.arrived == 1 }
    switch change {
    case .deadlinePutOff: pod.annotations["delete-at"] = SimulatedPod.farFuture
    case .deadlineTakenAway: pod.annotations["delete-at"] = nil
    case .toldToStay: pod.annotations["podkeeper/keep"] = ""
    case .relabeled: pod.labels["app"] = "web"
    case .becameMirror: pod.annotations["kubernetes.io/config.mirror"] = "abc"
    }
    cluster.cloud.add(pod)
    gate.open()
    let report = try Report(try await run)
    #expect(report.fates == ["buildlet-one": "expired kept"])
    #expect(report.count("kept") == 1)
    #expect(report["exit.code"] as? Int == 0)
    #expect(cluster.cloud.pods().map(\.uid) == [pod.uid])
    #expect(cluster.requests("DELETE").count == 1)
  }

  @Test("A changed pod is deleted if the label selector still matches, and deferred with a field selector")
  func selectors() async throws {
    for (arguments, code, fate) in [
      (["-l", "app=ci"], 0, "expired deleted"),
      (["--field-selector", "metadata.name=buildlet-one"], 75, "expired deferred"),
    ] as [([String], Int32, String)] {
      var pod = SimulatedPod.expired("one")
      pod.labels["app"] = "ci"
      let cluster = try await Cluster(pods: [pod])
      cluster.cloud.inject(Fault(.updatePod, method: "DELETE", times: 1))
      let run = try await cluster.reap(["-n", "builds", "-o", "json"] + arguments)
      #expect(run.code == code)
      #expect(try Report(run).fates == ["buildlet-one": fate])
    }
  }

  @Test("A proxy's 404 does not mean that the pod is gone")
  func proxyPage() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    cluster.cloud.inject(
      Fault(
        .answer(status: 404, headers: ["Content-Type": "text/html"], body: "<h1>404</h1>"), method: "DELETE"))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 76)
    #expect(try Report(run).fates == ["buildlet-one": "expired failed"])
  }

  @Test("A generation that a source calls live is not retired", .tags(.anyCluster))
  func retiredButAlive() async throws {
    let cluster = try await Cluster(pods: [.ours("one", generation: "g2")])
    try await cluster.add(SimulatedConfigMap("alive", data: ["generations": "g2\n"]))
    let run = try await cluster.reap(
      "-n", "builds", "--retire", "g2", "--generation-from", "configmap/builds/alive/generations")
    #expect(run.code == 3)
    #expect(try await cluster.names.count == 1)
  }

  @Test("A wrong clock stops a rule that depends on the time, even with --retire")
  func clockBesideRetire() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    cluster.cloud.inject(Fault(.noDate))
    #expect(try await cluster.reap("-n", "builds", "--retire", "g2", "--expired").code == 3)
    #expect(try await cluster.names.count == 1)
    #expect(try await cluster.reap("-n", "builds", "--expired", "--max-clock-skew", "0").code == 0)
    #expect(try await cluster.names.isEmpty)
  }

  @Test("A signal ends the wait for standard input or an exec plugin")
  func silentInputs() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let fifo = cluster.folder.path + "/fifo"
    _ = try await CommandRun("mkfifo", [fifo])
    let program = Cluster.program("reap-pods")
    let script = #"exec 9<>"$2"; exec "$0" --kubeconfig "$1" -A --in-use - --deadline 1s <&9"#
    let waiting = try await CommandRun("sh", ["-c", script, program, cluster.kubeconfig, fifo])
    #expect(waiting.code == 75)
    let plugin = try cluster.folder.write(
      "plugin",
      cluster.cloud.kubeconfig(token: "t").replacingOccurrences(
        of: "token: \"t\"",
        with:
          "exec: {apiVersion: client.authentication.k8s.io/v1, command: sleep, args: [\"60\"], interactiveMode: Never}"
      ))
    let hanging = try await cluster.reap("-A", "--deadline", "1s", kubeconfig: plugin)
    #expect(hanging.code == 75)
    #expect(hanging.errorText.contains("the deadline ended the run"))
  }

  @Test("A pod's annotations cannot forge a line of the report", .tags(.anyCluster))
  func forgery() async throws {
    let forged = "g1\nbuilds   spoof   expired   deleted\u{1b}[31m"
    var pod = SimulatedPod.ours("one", deleteAt: SimulatedPod.farFuture)
    pod.annotations["generation"] = forged
    let cluster = try await Cluster(pods: [pod])
    let run = try await cluster.reap("-n", "builds", "--generation", "g2", "--dry-run")
    #expect(run.code == 0)
    // The pod, the sums, and the note about the dry run.
    #expect(run.text.split(separator: "\n").count == 5)
    #expect(!run.text.contains("\u{1b}"))
    #expect(try await cluster.reap("-n", "builds", "--generation", "g2", "--events").code == 0)
    let notes = try await cluster.eventNotes
    #expect(notes.count == 1)
    #expect(notes.allSatisfy { !$0.contains { $0.isNewline || $0 == "\u{1b}" } })
  }
}
