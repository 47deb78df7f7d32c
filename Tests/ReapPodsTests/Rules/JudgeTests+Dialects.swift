@testable import Shared
@testable import reap_pods

/// Rows about pods with annotations for other tools.
extension JudgeTests {
  private static let all = Policy(dialects: Dialect.allCases)
  private static let withoutExpiry = Policy(deletesExpired: false, dialects: Dialect.allCases)

  static let ofDialects: [JudgeCase] = [
    .init(
      name: "kube-janitor's time to live has passed", pod: pod("x", annotations: ["janitor/ttl": "1h"]),
      reason: "kube-janitor", deletes: true, policy: all),
    .init(
      name: "kube-janitor's expiry has passed", pod: pod("x", annotations: ["janitor/expires": "2020-01-01"]),
      reason: "kube-janitor", deletes: true, policy: all),
    .init(
      name: "k8s-ttl-controller's time to live has passed",
      pod: pod("x", annotations: [K8sTTLController.ttlKey: "1h"]), reason: "k8s-ttl-controller",
      deletes: true, policy: all),
    .init(
      name: "GitLab's time to live has passed", pod: pod("x", annotations: [GitLabPodCleanup.ttlKey: "1h"]),
      reason: "gitlab", deletes: true, policy: all),
    .init(
      name: "Kyverno's time to live has passed", pod: pod("x", labels: [Kyverno.ttlKey: "1h"]),
      reason: "kyverno", deletes: true, policy: all),
    .init(
      name: "Kyverno does not read annotations", pod: pod("x", annotations: [Kyverno.ttlKey: "1h"]),
      reason: "no-deadline", policy: all),
    .init(
      name: "the first rule in the table gives the reason",
      pod: pod("x", annotations: ["janitor/ttl": "1h", "delete-at": "1700000000"]), reason: "expired",
      deletes: true, policy: all),
    .init(
      name: "a dialect that is off is ignored",
      pod: pod("x", annotations: ["janitor/ttl": "1h"]), reason: "no-deadline", policy: Policy()),
    .init(
      name: "a dialect alone, without its annotation", pod: pod("x", annotations: past),
      reason: "no-deadline", policy: withoutExpiry),
    .init(
      name: "past for one reader, forever for another",
      pod: pod("x", annotations: ["delete-at": "1700000000", "janitor/ttl": "forever"]), reason: "conflict",
      lints: 1, policy: all),
    .init(
      name: "kube-janitor's own two annotations disagree",
      pod: pod("x", annotations: ["janitor/ttl": "forever", "janitor/expires": "2020-01-01"]),
      reason: "conflict", lints: 1, policy: all),
    .init(
      name: "a conflict keeps what another rule would delete",
      pod: pod(annotations: ["delete-at": "1700000000", "janitor/ttl": "forever"]), reason: "conflict",
      lints: 1,
      policy: Policy(foreignGeneration: ForeignGenerationPolicy(), dialects: [.kubeJanitor])),
    .init(
      name: "no deadline has passed, but foreign: no reader disagrees",
      pod: pod(annotations: ["delete-at": "1795442400", "janitor/ttl": "forever"]),
      reason: "foreign-generation", deletes: true,
      policy: Policy(foreignGeneration: ForeignGenerationPolicy(), dialects: [.kubeJanitor])),
    .init(
      name: "unreadable for the first reader, past for the second",
      pod: pod("x", annotations: ["delete-at": "soon", "janitor/ttl": "1h"]), reason: "kube-janitor",
      deletes: true, lints: 1, policy: all),
    .init(
      name: "past for the first reader, unreadable for the second",
      pod: pod("x", annotations: ["delete-at": "1700000000", "janitor/ttl": "1y"]), reason: "expired",
      deletes: true, lints: 1, policy: all),
    .init(
      name: "unreadable for the first reader, later for the second",
      pod: pod("x", annotations: ["delete-at": "soon", "janitor/ttl": "1d"]), reason: "invalid-deadline",
      lints: 1, policy: all),
    .init(
      name: "unreadable for both readers",
      pod: pod("x", annotations: ["delete-at": "soon", GitLabPodCleanup.ttlKey: "1d"]),
      reason: "invalid-deadline", lints: 2, policy: all),
    .init(
      name: "janitor/expires does not delete if janitor/ttl is unreadable",
      pod: pod("x", annotations: ["janitor/ttl": "1y", "janitor/expires": "2020-01-01"]),
      reason: "invalid-deadline", lints: 1, policy: all),
    .init(
      name: "janitor/ttl does not delete if janitor/expires is unreadable",
      pod: pod("x", annotations: ["janitor/ttl": "1h", "janitor/expires": "yesterday"]),
      reason: "invalid-deadline", lints: 1, policy: all),
    .init(
      name: "the keep annotation wins over a dialect",
      pod: pod("x", annotations: ["janitor/ttl": "1h", Policy.keepAnnotation: ""]),
      reason: "keep-annotation", policy: all),
  ]
}
