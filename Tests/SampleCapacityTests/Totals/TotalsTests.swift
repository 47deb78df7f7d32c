import Shared
import Testing

@testable import sample_capacity

@Suite(.timeLimit(.minutes(15)))
struct TotalsTests {
  @Test("Pods are summed by phase and by binding; pods that have ended do not count")
  func sums() {
    let totals = ClusterTotals(
      [.ready("a"), .ready("b")],
      [
        .on("a"), .on("a", cpu: 500, .pending), .on("b", cpu: 1, .ended), .on("b", cpu: 250, .other),
        .on(nil, cpu: 4000), .on(nil, cpu: 1000, .ended),
      ])
    let sample = totals.sample().sample
    #expect(sample.cpu.running == 2000)
    #expect(sample.cpu.pending == 4500)
    #expect(sample.cpu.bound == 2750)
    #expect(sample.cpu.unbound == 4000)
    #expect(sample.cpu.allocatable == 8000)
    #expect(sample.cpu.used == 6500.0 / 8000)
    #expect(sample.memory.running == 1 << 30 && sample.memory.pending == 2 << 30)
    #expect(sample.pods.running == 1 && sample.pods.pending == 2)
    #expect(sample.pods.bound == 3 && sample.pods.starting == 1)
    #expect(sample.perNode.map(\.requested.cpuMilli) == [2500, 250])
    #expect(sample.perNode.map(\.requested.pods) == [2, 1])
  }

  @Test("Unbound pods are classified by the scheduler's last answer")
  func unbound() {
    let pods = ClusterTotals(
      [.ready("a")],
      [
        .on(nil), .on(nil, scheduling: .gated), .on(nil, scheduling: .gated),
        .on(nil, scheduling: .unschedulable),
        .on(nil, scheduling: .other), .on("a", .pending), .on("a").with { $0.isTerminating = true },
        .on(nil).with { $0.isTerminating = true },
      ]
    ).sample().sample.pods
    #expect(pods.waiting == 2 && pods.gated == 2 && pods.unschedulable == 1)
    #expect(pods.starting == 1 && pods.terminating == 2)
  }

  @Test("Pods bound to a node that does not exist are only counted")
  func orphans() {
    let totals = ClusterTotals([.ready("a")], [.on("gone"), .on("gone", .pending), .on("a")])
    let sample = totals.sample().sample
    #expect(sample.pods.orphaned == 2)
    #expect(sample.pods.running == 1 && sample.pods.pending == 0 && sample.pods.bound == 1)
    #expect(sample.cpu.running == 2000 && sample.cpu.pending == 0 && sample.cpu.bound == 2000)
  }

  @Test("A selector picks nodes and the pods bound to them, and nothing else")
  func selector() throws {
    let pool = Node.ready("a").with { node in node.labels = ["pool": "builds"] }
    let totals = ClusterTotals(
      [pool, .ready("b")], [.on("a"), .on("b"), .on(nil), .on("gone")],
      selector: try LabelSelector("pool=builds"))
    let sample = totals.sample().sample
    #expect(sample.nodes.total == 1 && sample.cpu.allocatable == 4000)
    #expect(sample.cpu.running == 2000 && sample.cpu.unbound == 0)
    #expect(sample.pods.orphaned == 0 && sample.pods.waiting == 0)
  }

  @Test(
    "The oldest pending pod counts wherever it is bound; its age is never negative, even if the clock is slow"
  )
  func oldest() {
    let totals = ClusterTotals(
      [.ready("a")],
      [
        .on(nil).with { $0.creationTimestamp = 900 }, .on("a", .pending).with { $0.creationTimestamp = 400 },
        .on("a").with { $0.creationTimestamp = 1 }, .on(nil),
      ])
    #expect(totals.sample().sample.pods.oldestPendingSeconds == 600)
    for (first, second) in [(400, 700), (700, 400)] as [(Int64, Int64)] {
      let several = ClusterTotals(
        [.ready("a"), .ready("b")],
        [
          .on("a", .pending).with { $0.creationTimestamp = first },
          .on("b", .pending).with { $0.creationTimestamp = second },
        ])
      #expect(several.sample().sample.pods.oldestPendingSeconds == 600)
    }
    let ahead = ClusterTotals([], [.on(nil).with { $0.creationTimestamp = 2000 }])
    #expect(ahead.sample().sample.pods.oldestPendingSeconds == 0)
  }

  @Test("A list that starts over forgets everything before")
  func anew() {
    let (nodes, pods) = (NodeTally(), PodTally())
    nodes.visit(.ready("a"))
    nodes.visitUnreadable("x")
    pods.visit(.on("a"))
    pods.visit(.on(nil))
    pods.visit(.on(nil).with { $0.unreadable = "x" })
    #expect(nodes.notes.leftOut && pods.notes.leftOut)
    nodes.begin()
    pods.begin()
    #expect(nodes.nodes.isEmpty && !nodes.notes.leftOut)
    #expect(
      pods.bound.isEmpty && pods.unbound == PodSums() && !pods.notes.leftOut && pods.notes.warnings.isEmpty)
  }

  @Test("Unreadable objects are left out with a warning; a node's pods go with it and are not orphans")
  func unreadable() {
    let (nodes, pods) = (NodeTally(), PodTally())
    nodes.visit(Node.ready("odd").with { $0.unreadable = "status.capacity.cpu: 'x'" })
    nodes.visit(.ready("a"))
    nodes.visit(.ready("a", cpu: 9000))
    pods.visit(.on("odd"))
    pods.visit(CapacityPod.on("a").with { $0.unreadable = "spec.overhead.cpu: 'x'" })
    pods.visit(CapacityPod.on("a").with { $0.saturated = "spec.overhead.memory" })
    let sample = ClusterTotals(
      nodes, pods, .scheduler, buildPod: BuildPod(), extended: ExtendedNames(always: []), isWhole: true
    ).sample().sample
    #expect(sample.nodes.total == 1 && sample.cpu.allocatable == 4000)
    #expect(sample.pods.bound == 1 && sample.pods.orphaned == 0)
    #expect(nodes.notes.leftOut && pods.notes.leftOut)
    #expect(
      nodes.notes.warnings.kept.map(\.message) == [
        "node odd: status.capacity.cpu: 'x'; the node and its pods are left out",
        "node a is listed twice; the second is ignored",
      ])
    #expect(
      pods.notes.warnings.kept.map(\.line) == [
        "pod builds/p: spec.overhead.cpu: 'x'; the pod is left out",
        "pod builds/p: spec.overhead.memory is more than 2^63-1 and counts as 2^63-1",
      ])
  }

  @Test("Two pods with the same name are the same only in the same namespace")
  func sameName() {
    let pods = PodTally(mayRepeat: true)
    for namespace in ["builds", "other", "builds"] {
      pods.visit(CapacityPod.on("a").with { $0.namespace = namespace })
    }
    #expect(pods.bound["a"]?.count == 2)
    #expect(pods.notes.warnings.kept.map(\.message) == ["listed twice; the second is ignored"])
  }

  @Test("Leaving out a harmless object does not make partial sums complete")
  func partialStays() {
    let pods = PodTally()
    pods.visitUnreadable("x")
    pods.visit(CapacityPod.on("a").with { $0.unreadable = "spec.overhead.cpu: 'x'" })
    #expect(pods.notes.isPartial)
  }

  @Test("The number of warnings is limited")
  func manyWarnings() {
    let pods = PodTally()
    let nodes = NodeTally()
    for number in 0..<2500 {
      pods.visitUnreadable("x")
      pods.visit(CapacityPod.on("a").with { $0.unreadable = "x" })
      pods.visit(CapacityPod.on("a").with { $0.saturated = "x" })
      nodes.visitUnreadable("x")
      nodes.visit(.ready("a"))
      nodes.visit(Node.ready("\(number)").with { $0.unreadable = "x" })
      nodes.visit(Node.ready("large \(number)").with { $0.saturated = "x" })
    }
    #expect((pods.notes.warnings.count, pods.notes.warnings.kept.count) == (7500, 60))
    // The first "a" causes no warning.
    #expect((nodes.notes.warnings.count, nodes.notes.warnings.kept.count) == (9999, 80))
    let twice = PodTally(mayRepeat: true)
    for _ in 0...2500 { twice.visit(.on("a")) }
    #expect((twice.notes.warnings.count, twice.notes.warnings.kept.count) == (2500, 20))
  }

  @Test("Classes of nodes overlap; Kubernetes' own taints do not count as tainted")
  func classes() {
    func taint(_ key: String, _ effect: String = "NoSchedule") -> Taint { Taint(key: key, effect: effect) }
    let nodes = ClusterTotals([
      .ready("a"), .ready("b", taints: [taint("x", "PreferNoSchedule")]), .ready("c", taints: [taint("x")]),
      .ready("d", taints: [taint("x", "NoExecute")]).with { $0.isUnschedulable = true },
      .ready(
        "e", taints: ["unschedulable", "not-ready", "unreachable"].map { taint("node.kubernetes.io/" + $0) }),
      .ready("f", taints: [taint("node.kubernetes.io/disk-pressure")]),
      .ready("g").with { $0.isReady = false },
      .ready("h").with { $0.isReady = nil }, .ready("i").with { $0.isTerminating = true },
    ]).sample().sample.nodes
    #expect(nodes.total == 9 && nodes.schedulable == 3)
    #expect(nodes.tainted == 3 && nodes.cordoned == 1 && nodes.notReady == 2 && nodes.deleting == 1)
  }
}
