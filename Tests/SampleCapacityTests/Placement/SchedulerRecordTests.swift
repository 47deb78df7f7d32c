import Shared
import TestSupport
import Testing

@testable import sample_capacity

/// What a real kube-scheduler 1.36.2 did with 230 pods on the nodes of 40 small clusters.
@Suite("The fit of a build pod, compared with the scheduler's own decisions", .timeLimit(.minutes(15)))
struct SchedulerRecordTests {
  @Test("A pod fits exactly if the scheduler bound it")
  func record() throws {
    let bytes = try readFile(Repository.vectors + "/scheduler.json")
    let cases = try JSONCursor(JSONValue(parsing: bytes))["cases"].elements()
    #expect(cases.count == 40)
    var (pods, bound) = (0, 0)
    for (number, record) in cases.enumerated() {
      var placed: [CapacityPod] = []
      for pod in try record["pods"].elements() {
        let node = try pod["node"].optionalString()
        let spec = try #require(try pod["spec"].value())
        let manifest: JSONValue = [
          "apiVersion": "v1", "kind": "Pod", "metadata": ["name": .string("\(number)-\(pods)")], "spec": spec,
        ]
        let buildPod = try BuildPodFile.parse(manifest, .scheduler)
        let totals = try totals(record, placed, buildPod)
        let estimate = FitEstimate(pod: buildPod, timeToSchedule: 1, timePerBuild: 1).estimate(totals)
        #expect(estimate.fitsNow == (node != nil), "case \(number), pod \(pods): \(estimate.why)")
        pods += 1
        guard let node else { continue }
        bound += 1
        placed.append(try decoded(spec, on: node))
      }
    }
    #expect(pods == 230)
    #expect((50..<200).contains(bound))
  }

  private func totals(_ record: JSONCursor, _ pods: [CapacityPod], _ buildPod: BuildPod) throws
    -> ClusterTotals
  {
    let extended = ExtendedNames(always: ["pods"] + buildPod.others)
    let (nodes, tally) = (NodeTally(extended: extended), PodTally(mayRepeat: false, extended: extended))
    var decoder = NodeDecoder(
      labels: buildPod.placement.labelKeys, wanted: .extended(and: ["pods"] + buildPod.others))
    for node in try record["nodes"].elements() {
      let object: JSONValue = [
        "metadata": [
          "name": .string(try node["name"].string()), "labels": try node["labels"].value() ?? .null,
        ],
        "spec": [
          "taints": try node["taints"].value() ?? .null,
          "unschedulable": .bool(try node["unschedulable"].optionalBool() ?? false),
        ],
        "status": [
          "allocatable": try node["allocatable"].value() ?? .null,
          "conditions": [["type": "Ready", "status": "True"]],
        ],
      ]
      nodes.visit(try decoder.decode(json: JSONCursor(object)))
    }
    for pod in pods { tally.visit(pod) }
    return ClusterTotals(
      nodes, tally, .scheduler, buildPod: buildPod, extended: extended, isWhole: true)
  }

  private func decoded(_ spec: JSONValue, on node: String) throws -> CapacityPod {
    var decoder = CapacityPodDecoder(
      .scheduler, .v1_36, wanted: .extended(and: ["ephemeral-storage"]), readsHostPorts: true)
    var pod = try decoder.decode(json: JSONCursor(["spec": spec]))
    pod.nodeName = node
    return pod
  }
}
