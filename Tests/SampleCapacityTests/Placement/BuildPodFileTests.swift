import Shared
import TestSupport
import Testing

@testable import sample_capacity

@Suite("A build pod from a file", .timeLimit(.minutes(15)))
struct BuildPodFileTests {
  private func parse(_ yaml: String) throws -> BuildPod {
    try BuildPodFile.parse(JSONValue(yaml: Array(yaml.utf8)), .scheduler)
  }

  private static let manifest = """
    apiVersion: v1
    kind: Pod
    metadata: {generateName: build-}
    spec:
      hostNetwork: true
      nodeSelector: {pool: ci}
      tolerations: [{operator: Exists}]
      priorityClassName: high
      affinity:
        podAntiAffinity: {}
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
            - matchExpressions: [{key: cores, operator: Gt, values: ["4"]}]
            - matchFields: [{key: metadata.name, operator: In, values: [a]}]
      containers:
      - name: a
        ports: [{containerPort: 80}]
        resources: {requests: {cpu: 500m}, limits: {cpu: 1, memory: 1Gi, nvidia.com/gpu: 1}}
      initContainers:
      - name: i
        resources: {limits: {cpu: 2}}
    """

  @Test("Requests come from limits where they are missing, and ports from hostNetwork")
  func defaults() throws {
    let pod = try parse(Self.manifest)
    #expect(pod.requests.cpu == Quantity(2) && pod.requests.memory == Quantity(1 << 30))
    #expect(pod.requests.others == ["nvidia.com/gpu": Quantity(1)])
    #expect(pod.placement.hostPorts == [HostPort(80)])
    #expect(pod.description == "build-")
    #expect(pod.ignored == ["affinity.podAntiAffinity", "priorityClassName"])
  }

  @Test("Pod-level limits count only for resources that no container requests")
  func podLevel() throws {
    let pod = try parse(
      """
      apiVersion: v1
      kind: Pod
      spec:
        containers: [{name: a, resources: {requests: {cpu: 1}}}]
        resources: {limits: {cpu: 8, memory: 2Gi}}
      """)
    #expect(pod.requests.cpu == Quantity(1) && pod.requests.memory == Quantity(2 << 30))
  }

  @Test(
    "The node selector and one term of the affinity must match",
    arguments: [
      (["pool": "ci", "cores": "8"], "b", true), (["pool": "ci", "cores": "4"], "b", false),
      (["pool": "ci"], "a", true), (["pool": "web", "cores": "8"], "a", false), ([:], "a", false),
      (["pool": "ci", "cores": "many"], "b", false),
    ] as [(SelectedMetadata, String, Bool)])
  func labels(labels: SelectedMetadata, name: String, matches: Bool) throws {
    let pod = try parse(Self.manifest)
    #expect(pod.placement.labelKeys == ["cores", "pool"])
    let node = Node.ready(name, taints: [Taint(key: "x", effect: "NoExecute")]).with { $0.labels = labels }
    let obstacle = pod.placement.obstacle(to: node, cordonIsTaint: true)
    #expect(obstacle == (matches ? nil : .labels))
  }

  @Test(
    "A file that is not a Pod, or that the API server would refuse, says where",
    arguments: [
      ("kind: Deployment", "expected a v1 Pod"),
      ("apiVersion: v1\nkind: Pod", "spec.containers"),
      ("apiVersion: v1\nkind: Pod\nspec: {containers: [{resources: {requests: {cpu: x}}}]}", "requests.cpu"),
      (
        "apiVersion: v1\nkind: Pod\nspec: {containers: [{}], tolerations: [{key: a, operator: Maybe}]}",
        "spec.tolerations[0].operator"
      ),
      (
        """
        apiVersion: v1
        kind: Pod
        spec: {containers: [{}], affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: \
        {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: In}]}]}}}}
        """, "matchExpressions[0]"
      ),
    ])
  func wrong(yaml: String, message: String) {
    let error = #expect(throws: JSONError.self) { try parse(yaml) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test("Missing is 66, unreadable is 65, and both name the file")
  func exitCodes() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: BuildPodFileError.self) {
      try BuildPodFile(path: folder.path + "/none").read(.scheduler, stopSource: nil)
    }
    #expect(missing?.exitStatus == .noinput && missing?.description.contains("/none") == true)
    let path = try folder.write("pod.yaml", "a: [")
    let unreadable = #expect(throws: BuildPodFileError.self) {
      try BuildPodFile(path: path).read(.scheduler, stopSource: nil)
    }
    #expect(unreadable?.exitStatus == .data && unreadable?.description.contains("pod.yaml") == true)
  }

  @Test(
    "A host port takes one pod per node, and conflicts by transport and address",
    arguments: [
      (HostPort(80), 1), (HostPort(8080), 0), (HostPort(8080, transport: "UDP"), 1),
      (HostPort(8080, address: "10.0.0.2"), 0), (HostPort(53, address: "10.0.0.2"), 1),
      (HostPort(53, address: "10.0.0.1"), 0), (HostPort(53), 0),
    ] as [(HostPort, Int64)])
  func hostPorts(port: HostPort, count: Int64) {
    var pod = BuildPod()
    pod.placement.hostPorts = [port]
    let taken = CapacityPod.on("a", cpu: 0, memory: 0).with {
      $0.hostPorts = [HostPort(8080), HostPort(53, address: "10.0.0.1")]
    }
    let totals = ClusterTotals([.ready("a")], [taken])
    #expect(totals.fits(pod) == count)
  }
}
