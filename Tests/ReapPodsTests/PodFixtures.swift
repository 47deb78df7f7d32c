import Shared

@testable import reap_pods

/// 2026-11-23T12:00:00Z
let noon: Int64 = 1_795_435_200

/// One of our pods, two hours old at `noon`.
func pod(
  _ name: String = "buildlet-linux-amd64", namespace: String = "builds", created: Int64? = noon - 7200,
  annotations: SelectedMetadata = [:], labels: SelectedMetadata = [:], deleted: Int64? = nil
) -> Pod {
  var pod = Pod()
  pod.namespace = namespace
  pod.name = name
  pod.uid = "uid-of-\(name)"
  pod.resourceVersion = "7"
  pod.creationTimestamp = created
  pod.deletionTimestamp = deleted
  pod.annotations = annotations
  pod.labels = labels
  return pod
}

extension Pod {
  /// The same pod with a spec and status.
  func with(
    _ details: PodDetails, owner: String? = nil, finalizers: Bool = false
  ) -> Pod {
    var pod = self
    pod.details = details
    pod.controller = owner.map { OwnerReference(kind: $0, name: "owner") }
    pod.hasFinalizers = finalizers
    return pod
  }
}

func details(
  _ phase: String, node: String? = "node-1", gated: Bool = false, conditions: [PodCondition] = [],
  containers: [ContainerSummary] = []
) -> PodDetails {
  var details = PodDetails()
  details.phase = PodPhase(phase)
  details.nodeName = node
  details.hasSchedulingGates = gated
  details.conditions = conditions
  details.containers = containers
  return details
}

func condition(_ type: String, _ status: String, reason: String = "", at time: Int64? = nil) -> PodCondition {
  var condition = PodCondition()
  condition.type = type
  condition.status = status
  condition.reason = reason
  condition.lastTransitionTime = time
  return condition
}

func container(waiting: String? = nil, hasRun: Bool = false, finishedAt: Int64? = nil) -> ContainerSummary {
  var container = ContainerSummary()
  container.waitingReason = waiting
  container.hasRun = hasRun
  container.finishedAt = finishedAt
  return container
}

let withForeignGeneration = Policy(foreignGeneration: ForeignGenerationPolicy())
let generationTwoLives = LiveGenerations(generations: ["g2"])
