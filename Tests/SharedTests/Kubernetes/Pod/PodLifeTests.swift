import Foundation
import Testing

@testable import Shared

@Suite("A pod's life", .timeLimit(.minutes(15)))
struct PodLifeTests {
  private func life(_ json: String, prefix: String = "") throws -> PodLife? {
    let wanted = MetadataFilter(annotations: ["delete-at"], labels: ["generation"])
    var decoder = CapacityPodDecoder(.scheduler, life: PodLife.Reader(wanted, namePrefix: prefix))
    return try decoder.decode(json: JSONCursor(JSONValue(parsing: json))).life
  }

  private static let pod = """
    {"metadata":{"name":"buildlet-1","uid":"u","deletionTimestamp":"1970-01-01T00:05:00Z",
    "annotations":{"delete-at":"9","x":"y"},"labels":{"generation":"g"},
    "ownerReferences":[{"kind":"A","controller":false},{"kind":"Job","controller":true}]},
    "spec":{"containers":[{"name":"b"},{"name":"a"}]},
    "status":{"phase":"Failed","startTime":"1970-01-01T00:00:03Z",
    "conditions":[{"type":"PodScheduled","status":"True","lastTransitionTime":"1970-01-01T00:00:02Z"}],
    "containerStatuses":[{"name":"a","restartCount":7,"state":{"running":{"startedAt":"1970-01-01T00:00:09Z"}}},
    {"name":"b","restartCount":0,"state":{"terminated":{"startedAt":"1970-01-01T00:00:05Z",
    "finishedAt":"1970-01-01T00:01:00Z"}}}]}}
    """

  @Test("Times come from the condition PodScheduled, the status and the first container of the spec")
  func times() throws {
    let life = try #require(try life(Self.pod))
    #expect(life.uid == "u" && life.phase == "Failed" && life.controllerKind == "Job")
    #expect(life.scheduled == 2 && life.start == 3 && life.started == 5 && life.finished == 60)
    #expect(life.deletionTimestamp == 300 && life.restarts == 0 && life.hasRun && !life.isGated)
    #expect(life.annotations == ["delete-at": "9"] && life.labels == ["generation": "g"])
  }

  @Test("A pod that has not ended has no end, and one that was restarted no known start")
  func unknown() throws {
    let running = Self.pod.replacingOccurrences(of: "Failed", with: "Running")
    #expect(try life(running)?.finished == nil)
    let restarted = Self.pod.replacingOccurrences(of: #""restartCount":0"#, with: #""restartCount":2"#)
    #expect(try life(restarted)?.started == nil)
    #expect(try life(restarted)?.restarts == 2)
  }

  @Test(
    "A scheduling gate is seen in the spec and in the condition",
    arguments: [
      #"{"metadata":{"name":"n"},"spec":{"schedulingGates":[{"name":"g"}]},"status":{}}"#,
      """
      {"metadata":{"name":"n"},"spec":{},"status":{"conditions":[{"type":"PodScheduled","status":"False",
      "reason":"SchedulingGated"}]}}
      """,
    ])
  func gates(json: String) throws { #expect(try life(json)?.isGated == true) }

  @Test("Values that are not as expected count as missing, so that the sums do not lose the pod")
  func odd() throws {
    let odd = """
      {"metadata":{"name":"n","uid":7,"annotations":[],"ownerReferences":{}},"spec":{},
      "status":{"startTime":"soon","containerStatuses":[{"restartCount":"x"}]}}
      """
    #expect(try life(odd) == PodLife())
  }

  @Test("Only pods with the prefix have one, and none without a reader")
  func prefix() throws {
    #expect(try life(Self.pod, prefix: "buildlet-") != nil)
    #expect(try life(Self.pod, prefix: "web-") == nil)
    var decoder = CapacityPodDecoder(.scheduler)
    #expect(try decoder.decode(json: JSONCursor(JSONValue(parsing: Self.pod))).life == nil)
  }
}
