import Shared
import Testing

@testable import reap_pods

@Suite("Pods that are stuck pending, and what they are waiting for", .timeLimit(.minutes(15)))
struct StuckPendingTests {
  @Test(
    "Only a pending pod can be stuck pending",
    arguments: ["Failed", "Succeeded", "Running", "Unknown", "Queued", ""])
  func otherPhases(phase: String) {
    let ended = pod().with(details(phase))
    #expect(judgeStuckPending(ended, after: 3600, now: noon) == .keep(.notOurs))
    #expect(judgeStuckPending(pod().with(details("Pending")), after: 3600, now: noon).isDelete)
  }

  private static let unschedulable = condition("PodScheduled", "False", reason: "Unschedulable")

  static let causes: [(PodDetails, PendingCause)] = [
    (details("Pending", node: nil), .notTried),
    (details("Pending", node: nil, conditions: [unschedulable]), .unschedulable),
    (details("Pending", node: nil, conditions: [condition("PodScheduled", "True")]), .notTried),
    (
      details("Pending", node: nil, conditions: [condition("Ready", "False", reason: "Unschedulable")]),
      .notTried
    ),
    (details("Pending", containers: [container(waiting: "ImagePullBackOff")]), .image("ImagePullBackOff")),
    (
      details("Pending", containers: [container(), container(waiting: "ErrImagePull")]),
      .image("ErrImagePull")
    ),
    (
      details(
        "Pending",
        containers: [container(waiting: "PodInitializing"), container(waiting: "InvalidImageName")]),
      .image("InvalidImageName")
    ),
    (
      details("Pending", containers: [container(waiting: "CreateContainerConfigError")]),
      .notStarted("CreateContainerConfigError")
    ),
    (
      details("Pending", containers: [container(waiting: "PodInitializing"), container(waiting: "X")]),
      .notStarted("X")
    ),
    (details("Pending", containers: [container(waiting: "PodInitializing")]), .notStarted("PodInitializing")),
    (details("Pending"), .notStarted(nil)),
  ]

  @Test("The conditions and containers show what a pod is waiting for", arguments: causes)
  func cause(details: PodDetails, expected: PendingCause) {
    #expect(PendingCause(details) == expected)
  }
}
