import Shared

@testable import reap_pods

/// 2026-11-23T12:00:00Z
let noon: Int64 = 1_795_435_200

/// A pod of ours, two hours old at `noon`, with the annotations and labels that a test is about.
func pod(
  _ name: String = "buildlet-linux-amd64", namespace: String = "builds", created: Int64? = noon - 7200,
  annotations: WantedTexts = [:], labels: WantedTexts = [:], deleted: Int64? = nil
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

let withForeignGeneration = Policy(foreignGeneration: ForeignGenerationPolicy())
let generationTwoLives = LiveGenerations(generations: ["g2"])
