import Shared

@testable import reap_pods

/// Rows about a pod's state, and about retired generations.
extension JudgeTests {
  private static let finished = Policy(deletesExpired: false, finishedAfter: 3600)
  private static let pending = Policy(deletesExpired: false, pendingAfter: 3600)
  private static let force = Policy(
    deletesExpired: false, stuckTerminating: StuckTerminatingPolicy(after: 3600))
  private static let retired = Policy(deletesExpired: false, retiredGenerations: ["g1"])
  private static let endedAnHourAgo = container(hasRun: true, finishedAt: noon - 3600)
  private static let endedBefore = container(hasRun: true, finishedAt: noon - 3601)

  static let ofState: [JudgeCase] = [
    .init(
      name: "finished long enough ago",
      pod: pod("x").with(details("Succeeded", containers: [endedBefore])), reason: "finished", deletes: true,
      policy: finished),
    .init(
      name: "failed long enough ago", pod: pod("x").with(details("Failed", containers: [endedBefore])),
      reason: "finished", deletes: true, policy: finished),
    .init(
      name: "finished too recently",
      pod: pod("x").with(details("Succeeded", containers: [endedAnHourAgo])), reason: "not-expired",
      policy: finished),
    .init(
      name: "the last container counts",
      pod: pod("x").with(details("Succeeded", containers: [endedBefore, endedAnHourAgo])),
      reason: "not-expired", policy: finished),
    .init(
      name: "a later condition counts",
      pod: pod("x").with(
        details("Failed", conditions: [condition("Ready", "False", at: noon)], containers: [endedBefore])),
      reason: "not-expired", policy: finished),
    .init(
      name: "a condition alone is enough: evicted before any container ran",
      pod: pod("x").with(details("Failed", conditions: [condition("Ready", "False", at: noon - 3601)])),
      reason: "finished", deletes: true, policy: finished),
    .init(
      name: "finished at an unknown time",
      pod: pod("x").with(
        details("Failed", conditions: [condition("Ready", "False")], containers: [container(hasRun: true)])),
      reason: "no-finish-time", policy: finished),
    .init(
      name: "finished, with a controller",
      pod: pod("x").with(details("Succeeded", containers: [endedBefore]), owner: "Job"),
      reason: "controlled", policy: finished),
    .init(
      name: "running", pod: pod("x").with(details("Running", containers: [endedBefore])), reason: "not-ours",
      policy: finished),
    .init(
      name: "running, with a controller",
      pod: pod("x").with(details("Running"), owner: "ReplicaSet"), reason: "not-ours", policy: finished),
    .init(
      name: "an unrecognized phase",
      pod: pod("x").with(details("Archived", containers: [endedBefore])),
      reason: "not-ours", policy: finished),
    .init(name: "unknown phase, metadata only", pod: pod("x"), reason: "not-ours", policy: finished),
    .init(
      name: "finished in the future",
      pod: pod("x").with(details("Failed", containers: [container(finishedAt: .max)])), reason: "not-expired",
      policy: finished),

    .init(
      name: "pending for a long time", pod: pod("x", created: noon - 3601).with(details("Pending")),
      reason: "stuck-pending", deletes: true, policy: pending),
    .init(
      name: "pending exactly as long as allowed",
      pod: pod("x", created: noon - 3600).with(details("Pending")),
      reason: "too-young", policy: pending),
    .init(
      name: "pending since an unknown time", pod: pod("x", created: nil).with(details("Pending")),
      reason: "too-young", policy: pending),
    .init(
      name: "pending behind a scheduling gate", pod: pod("x").with(details("Pending", gated: true)),
      reason: "not-ours", policy: pending),
    .init(
      name: "pending after an init container ran",
      pod: pod("x").with(details("Pending", containers: [container(), container(hasRun: true)])),
      reason: "not-ours", policy: pending),
    .init(
      name: "pending, with a controller", pod: pod("x").with(details("Pending"), owner: "ReplicaSet"),
      reason: "controlled", policy: pending),
    .init(
      name: "running for a long time", pod: pod("x").with(details("Running")), reason: "not-ours",
      policy: pending),
    .init(
      name: "pending for a long time, metadata only", pod: pod("x"), reason: "not-ours", policy: pending),

    .init(
      name: "of a retired generation", pod: pod("web-1", labels: ["generation": "g1"]),
      reason: "retired-generation", deletes: true, policy: retired),
    .init(
      name: "of a retired generation by annotation, and just created",
      pod: pod("web-1", created: noon, annotations: ["generation": "g1"]), reason: "retired-generation",
      deletes: true, policy: retired),
    .init(
      name: "of a retired generation, with a future deadline",
      pod: pod(annotations: future, labels: ["generation": "g1"]), reason: "retired-generation",
      deletes: true,
      policy: retired),
    .init(
      name: "the label takes precedence over a retired generation's annotation",
      pod: pod(annotations: ["generation": "g1"], labels: ["generation": "g2"]), reason: "not-ours",
      policy: retired),
    .init(
      name: "without a generation", pod: pod(annotations: past, labels: ["generation": ""]),
      reason: "not-ours",
      policy: retired),
    .init(
      name: "of a retired generation, with the keep annotation",
      pod: pod(annotations: [Policy.keepAnnotation: "x"], labels: ["generation": "g1"]),
      reason: "keep-annotation", policy: retired),

    .init(
      name: "terminating too long on a node that is gone", pod: terminating(), reason: "stuck-terminating",
      deletes: true, policy: force, node: .gone),
    .init(
      name: "terminating too long on a node that is out of service", pod: terminating(),
      reason: "stuck-terminating", deletes: true, policy: force, node: .outOfService),
    .init(
      name: "terminating too long on a node that is ready", pod: terminating(), reason: "terminating",
      policy: force, node: .ready),
    .init(
      name: "terminating too long on a node that was not checked", pod: terminating(),
      reason: "terminating", policy: force),
    .init(
      name: "terminating exactly as long as allowed", pod: terminating(due: noon - 3600),
      reason: "terminating",
      policy: force, node: .gone),
    .init(
      name: "terminating too long with a finalizer",
      pod: terminating().with(details("Running"), finalizers: true), reason: "terminating", policy: force,
      node: .gone),
    .init(
      name: "terminating too long without a node",
      pod: terminating().with(details("Pending", node: nil)), reason: "terminating", policy: force,
      node: .gone),
    .init(
      name: "terminating too long, of a StatefulSet",
      pod: terminating().with(details("Running"), owner: "StatefulSet"), reason: "stateful", policy: force,
      node: .gone),
    .init(
      name: "terminating too long, of a ReplicaSet",
      pod: terminating().with(details("Running"), owner: "ReplicaSet"), reason: "stuck-terminating",
      deletes: true, policy: force, node: .gone),
    .init(
      name: "terminating too long, with the keep annotation",
      pod: terminating(annotations: [Policy.keepAnnotation: "yes"]), reason: "keep-annotation", policy: force,
      node: .gone),
    .init(
      name: "terminating too long in a system namespace", pod: terminating(namespace: "kube-system"),
      reason: "protected", policy: force, node: .gone),
    .init(
      name: "terminating too long, a mirror", pod: terminating(annotations: [Policy.mirrorAnnotation: "x"]),
      reason: "mirror", policy: force, node: .gone),
    .init(
      name: "terminating too long and expired, with only the deadline rule",
      pod: terminating(annotations: past), reason: "terminating", policy: Policy(), node: .gone),
  ]

  static func terminating(
    due: Int64 = noon - 3601, namespace: String = "builds", annotations: SelectedMetadata = [:]
  ) -> Pod {
    pod("x", namespace: namespace, annotations: annotations, deleted: due).with(details("Running"))
  }
}
