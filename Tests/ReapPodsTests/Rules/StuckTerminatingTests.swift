import Shared
import Testing

@testable import reap_pods

@Suite("Pods that are stuck terminating", .timeLimit(.minutes(15)))
struct StuckTerminatingTests {
  private static let hour = Policy(stuckTerminating: StuckTerminatingPolicy(after: 3600))
  private static let evenNotReady = Policy(
    stuckTerminating: StuckTerminatingPolicy(after: 3600, evenNotReady: true))

  private func first(_ policy: Policy) -> Judgment {
    judge(JudgeTests.terminating(), policy: policy, live: LiveGenerations(), now: noon)
  }

  @Test("The first step keeps the pod and names the node to check")
  func firstStep() {
    #expect(first(Self.hour).nodeToAsk == "node-1")
    #expect(!first(Self.hour).isDelete)
    #expect(first(Policy()).nodeToAsk == nil)
  }

  @Test(
    "The node decides",
    arguments: [
      (NodeState.gone, true), (.outOfService, true), (.ready, false), (.unknown, false),
      (.notReady(since: 0), false),
    ])
  func secondStep(node: NodeState, deletes: Bool) {
    let judgment = judgeStuckTerminating(first(Self.hour), node: node, policy: Self.hour, now: noon)
    #expect(judgment.isDelete == deletes)
    #expect(judgment.reason == (deletes ? "stuck-terminating" : "terminating"))
    #expect(judgment.nodeToAsk == nil)
  }

  @Test(
    "With --force-not-ready, a node counts as gone after the same time",
    arguments: [(noon - 3601, true), (noon - 3600, false), (.max, false), (.min, true)])
  func notReady(since: Int64, deletes: Bool) {
    let judgment = judgeStuckTerminating(
      first(Self.evenNotReady), node: .notReady(since: since), policy: Self.evenNotReady, now: noon)
    #expect(judgment.isDelete == deletes)
  }

  @Test("With --force-not-ready, a ready node keeps its pods", arguments: [NodeState.ready, .unknown])
  func well(node: NodeState) {
    let judgment = judgeStuckTerminating(
      first(Self.evenNotReady), node: node, policy: Self.evenNotReady, now: noon)
    #expect(!judgment.isDelete)
  }

  @Test("The second step does not change a decision that needs no node")
  func others() {
    for kept in KeepReason.allCases.map({ Judgment.keep($0) }) {
      #expect(judgeStuckTerminating(kept, node: .gone, policy: Self.hour, now: noon) == kept)
    }
  }

  @Test("Without the rule, no node state deletes a pod")
  func ruleOff() {
    let judgment = judgeStuckTerminating(first(Self.hour), node: .gone, policy: Policy(), now: noon)
    #expect(!judgment.isDelete)
  }

  @Test("Only this rule sets its own grace period, which is 0")
  func grace() {
    #expect(DeleteReason.allCases.filter { $0.gracePeriod != nil } == [.stuckTerminating])
    #expect(DeleteReason.stuckTerminating.gracePeriod == 0)
  }
}
