import Shared
import Testing

@testable import sample_capacity

@Suite(.timeLimit(.minutes(15)))
struct FitEstimateTests {
  private func estimate(_ totals: ClusterTotals, _ pod: String = "cpu=2,memory=2Gi") throws
    -> CapacitySample.Estimate
  {
    let pod = try BuildPod(argument: pod)
    return FitEstimate(pod: pod, timeToSchedule: 90, timePerBuild: 600).estimate(totals)
  }

  @Test("A pod that fits now starts within --time-to-schedule, no matter how many pods are waiting")
  func fitsNow() throws {
    let totals = ClusterTotals(
      [.ready("a"), .ready("b"), .ready("c", cpu: 1000)],
      [.on("a", cpu: 3000)] + Array(repeating: .on(nil), count: 9))
    let estimate = try estimate(totals)
    #expect(estimate.seconds == 90 && estimate.fitsNow && estimate.buildPodsThatFit == 2)
    #expect(estimate.why == "2 fit now on 1 of 3 nodes, the first on b")
    #expect(estimate.method == "fit")
  }

  @Test(
    "The scarcest resource decides how many fit: CPU, memory, pod slots, or another",
    arguments: [
      ("cpu=1", 4), ("cpu=3", 1), ("memory=3Gi", 2), ("cpu=1m", 10), ("cpu=1,example.com/gpu=1", 3),
      ("example.com/gpu=4", 0),
      ("cpu=1,example.com/disk=1", 0), ("cpu=4", 1), ("cpu=4001m", 0), ("cpu=0", 10),
    ] as [(String, Int64)])
  func limits(pod: String, count: Int64) throws {
    #expect(
      try estimate(ClusterTotals([.ready("a", others: ["example.com/gpu": 3])]), pod).buildPodsThatFit
        == count)
  }

  @Test("Bound pods take room and one slot each, even while terminating")
  func taken() throws {
    let node = Node.ready("a", pods: 3, others: ["example.com/gpu": 3])
    let pods = [
      CapacityPod.on("a", cpu: 1000, others: ["example.com/gpu": 1]).with { $0.isTerminating = true }
    ]
    #expect(try estimate(ClusterTotals([node], pods), "cpu=1").buildPodsThatFit == 2)
    #expect(try estimate(ClusterTotals([node], pods), "example.com/gpu=1").buildPodsThatFit == 2)
    #expect(try estimate(ClusterTotals([node], [.on("a", cpu: 9000)]), "cpu=1").buildPodsThatFit == 0)
    let full = ClusterTotals([node], Array(repeating: .on("a", cpu: 1, memory: 1), count: 4))
    let estimate = try estimate(full, "cpu=1")
    #expect(estimate.buildPodsThatFit == 0)
    #expect(estimate.why.hasPrefix("no node has room for one more pod"))
  }

  @Test(
    "Otherwise builds run in rounds, after the waiting pods; gated pods do not count",
    arguments: [(0, 690), (3, 690), (4, 1290), (7, 1290), (8, 1890)] as [(Int, Int64)])
  func rounds(waiting: Int, seconds: Int64) throws {
    let pods: [CapacityPod] =
      [.on("a", cpu: 3000), .on("b", cpu: 2500), .on(nil, scheduling: .gated)]
      + Array(repeating: .on(nil, scheduling: .unschedulable), count: waiting)
    let estimate = try estimate(ClusterTotals([.ready("a"), .ready("b")], pods))
    #expect(estimate.seconds == seconds && !estimate.fitsNow && estimate.buildPodsThatFit == 0)
    let ahead = waiting == 1 ? "1 pod is" : "\(waiting) pods are"
    #expect(
      estimate.why
        == "no node has 2 CPU free (the most free is 1.5 on b), \(ahead) ahead of it, and 4 build pods run at a time"
    )
  }

  @Test("A pod too large for any node never starts, and the estimate says why")
  func never() throws {
    func why(_ nodes: [Node], _ pod: String = "cpu=2,memory=2Gi") throws -> String {
      let estimate = try estimate(ClusterTotals(nodes), pod)
      #expect(estimate.seconds == nil && !estimate.fitsNow && estimate.buildPodsThatFit == 0)
      return estimate.why
    }
    #expect(try why([]) == "never: there are no nodes")
    #expect(
      try why([.ready("a"), .ready("b", cpu: 3000)], "cpu=5")
        == "never: no node has 5 CPU, even when empty (the largest is a with 4)")
    #expect(
      try why([.ready("a")], "example.com/gpu=1")
        == "never: no node has any example.com/gpu (a build pod needs 1)")
    #expect(
      try why([.ready("a", cpu: 1000), .ready("b", memory: 1 << 30)])
        == "never: no single node has all of cpu=2,memory=2Gi")
    // A node that has just joined has no Ready condition.
    #expect(
      try why([Node.ready("a").with { $0.isReady = nil }])
        == "never: none of 1 nodes takes new pods (1 not ready)")
    let taint = Taint(key: "x", effect: "NoExecute")
    #expect(
      try why([
        Node.ready("a").with { $0.isUnschedulable = true }, Node.ready("b").with { $0.isReady = false },
        .ready("c", taints: [taint]),
      ])
        == "never: none of 3 nodes takes new pods (1 cordoned, 1 not ready, 1 with taints that are not tolerated)"
    )
  }

  @Test(
    "Tolerations let build pods on tainted nodes",
    arguments: [
      ("pool", true), ("pool=ci", true), ("pool=ci:NoSchedule", true), ("pool:NoSchedule", true),
      ("pool=web", false), ("pool:NoExecute", false), ("other", false), ("pool=", false),
    ])
  func tolerations(text: String, tolerates: Bool) throws {
    let node = Node.ready("a", taints: [Taint(key: "pool", value: "ci", effect: "NoSchedule")])
    #expect(try estimate(ClusterTotals([node])).buildPodsThatFit == 0)
    #expect(try estimate(ClusterTotals([node], tolerations: [text])).fitsNow == tolerates)
  }

  @Test("PreferNoSchedule keeps no pod away; a cordon is a taint to the scheduler, and final to others")
  func softTaint() throws {
    let soft = Node.ready("a", taints: [Taint(key: "x", effect: "PreferNoSchedule")])
    #expect(try estimate(ClusterTotals([soft])).fitsNow)
    let cordoned = Node.ready("a").with { $0.isUnschedulable = true }
    let tolerations = ["node.kubernetes.io/unschedulable"]
    #expect(try !estimate(ClusterTotals([cordoned])).fitsNow)
    #expect(try estimate(ClusterTotals([cordoned], tolerations: tolerations)).fitsNow)
    #expect(try !estimate(ClusterTotals([cordoned], [], .kubectl, tolerations: tolerations)).fitsNow)
  }

  @Test("Room that is reserved for a nominated pod is not free, and that pod is not ahead")
  func nominated() throws {
    let nominated = CapacityPod.on(nil, cpu: 3000).with { $0.nominatedNodeName = "a" }
    #expect(try !estimate(ClusterTotals([.ready("a")], [nominated])).fitsNow)
    #expect(try estimate(ClusterTotals([.ready("a"), .ready("b")], [nominated])).buildPodsThatFit == 2)
    let totals = ClusterTotals([.ready("a")], [nominated, .on(nil)])
    #expect(try estimate(totals).why.contains(", 1 pod is ahead of it, "))
    #expect(totals.sample().sample.pods.nominated == 1)
    let gone = CapacityPod.on(nil).with { $0.nominatedNodeName = "gone" }
    #expect(ClusterTotals([.ready("a")], [gone]).nominated == 0)
  }

  @Test("Very long waits do not wrap around")
  func longWait() throws {
    let pod = try BuildPod(argument: "cpu=2")
    let totals = ClusterTotals([.ready("a")], [.on("a", cpu: 4000)])
    #expect(FitEstimate(pod: pod, timeToSchedule: 1, timePerBuild: .max).estimate(totals).seconds == .max)
  }

  @Test(
    "An invalid build pod is refused",
    arguments: ["", "cpu", "cpu=", "cpu=2,", "=2", "cpu=2,cpu=3", "cpu=-1", "cpu=x", "pods=1", "memory=12E"])
  func wrongPod(text: String) {
    #expect(throws: BuildPodError.self) { try BuildPod(argument: text) }
  }

  @Test("An invalid toleration is refused", arguments: ["", "=v", ":NoSchedule", "k:noschedule", "k:"])
  func wrongToleration(text: String) { #expect(Toleration(argument: text) == nil) }

  @Test("The default build pod is that of golang.org/x/build")
  func buildPod() throws { #expect(try BuildPod(argument: BuildPod().description) == BuildPod()) }
}
