import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "kubectl", .enabled("there is no kubectl here") { await Kubectl.version() != nil },
  .timeLimit(.minutes(15)))
struct KubectlTests {
  private func cloud() async throws -> (SimulatedCloud, Kubectl) {
    let cloud = try await SimulatedCloud.start()
    cloud.add(SimulatedNode("node-1"))
    cloud.add(SimulatedPod("waiting"))
    var bound = SimulatedPod("bound")
    bound.nodeName = "node-1"
    bound.phase = "Running"
    cloud.add(bound)
    return (cloud, try await Kubectl(cloud))
  }

  @Test("kubectl get prints tables of pods and nodes")
  func tables() async throws {
    let (cloud, kubectl) = try await cloud()
    let pods = try await kubectl.run("get", "pods", "-n", "builds")
    let nodes = try await kubectl.run("get", "nodes")
    #expect(pods.text.split(separator: "\n").first?.contains("READY") == true)
    #expect(pods.text.contains("bound") && pods.text.contains("Running"))
    #expect(nodes.text.contains("node-1") && nodes.text.contains("Ready"))
    cloud.add(SimulatedLease("coordinator", holder: "g2"))
    #expect(try await kubectl.run("get", "leases", "-n", "builds").text.contains("coordinator"))
    await cloud.stop()
  }

  @Test("kubectl get pods -o json prints the pods")
  func json() async throws {
    let (cloud, kubectl) = try await cloud()
    let run = try await kubectl.run("get", "pods", "-A", "-o", "jsonpath={.items[*].metadata.name}")
    #expect(run.text == "bound waiting")
    await cloud.stop()
  }

  @Test("kubectl delete pod waits until the pod is gone", arguments: ["bound", "waiting"])
  func delete(name: String) async throws {
    let (cloud, kubectl) = try await cloud()
    cloud.behavior.terminationTime = .milliseconds(300)
    let run = try await kubectl.run("delete", "pod", name, "-n", "builds", "--timeout=60s")
    #expect(run.code == 0, "\(run.errorText)")
    #expect(run.text.contains("pod \"\(name)\" deleted"))
    #expect(cloud.pod(name, namespace: "builds") == nil)
    await cloud.stop()
  }

  @Test("kubectl works with a token and reports a missing permission")
  func token() async throws {
    let (cloud, _) = try await cloud()
    let kubectl = try await Kubectl(cloud, kubeconfig: cloud.kubeconfig(token: "t", user: "guest"))
    let run = try await kubectl.run("get", "pods", "-n", "builds")
    #expect(run.code == 1)
    #expect(run.errorText.contains(#"User "guest" cannot list resource "pods""#))
    await cloud.stop()
  }
}
