import Foundation
import TestSupport
import Testing

@testable import Shared

@Suite(.timeLimit(.minutes(15)))
struct CapacityPodTests {
  struct Vectors: Decodable {
    struct Case: Decodable {
      struct Amounts: Decodable {
        let cpuMilli: Int64
        let memoryBytes: Int64
      }

      let id: String
      let scheduler: Amounts
      let kubectl: Amounts
    }

    let cases: [Case]
  }

  @Test("Requests equal the scheduler's and kubectl's, to the millicore and byte")
  func vectors() throws {
    let bytes = try readFile(Repository.vectors + "/pod-requests.json")
    let cases = try JSONDecoder().decode(Vectors.self, from: Data(bytes)).cases
    #expect(cases.count == 23)
    let pods = try JSONCursor(JSONValue(parsing: bytes))["cases"].elements().map { $0["pod"] }
    for (vector, pod) in zip(cases, pods) {
      for (accounting, expected) in [
        (Accounting.scheduler, vector.scheduler), (.kubectl, vector.kubectl),
      ] {
        var decoder = CapacityPodDecoder(accounting, .v1_36)
        let requests = try decoder.decode(json: pod).requests
        #expect(requests.cpu.milli == expected.cpuMilli, "\(vector.id) \(accounting)")
        #expect(requests.memory.value == expected.memoryBytes, "\(vector.id) \(accounting)")
      }
    }
  }

  static func decode(
    _ json: String, _ accounting: Accounting = .scheduler, _ version: AccountingVersion = .v1_36,
    others: [String] = []
  ) throws -> CapacityPod {
    var decoder = CapacityPodDecoder(accounting, version, wanted: .only(others))
    return try decoder.decode(json: JSONCursor(JSONValue(parsing: json)))
  }

  private static let odd = """
    {"spec":{"containers":[
    {"name":"a","resources":{"requests":{"cpu":"100100u","memory":"0.5","nvidia.com/gpu":"1"}}},
    {"name":"b","resources":{"requests":{"cpu":"100u","memory":0.5}}}],"overhead":{"cpu":"1u"},
    "initContainers":[{"name":"i","resources":{"requests":{"cpu":"0.05","nvidia.com/gpu":2}}}]}}
    """

  @Test(
    "The scheduler rounds each pod up, kubectl keeps fractions, golang-build counts only plain containers")
  func accountings() throws {
    let gpu = ["nvidia.com/gpu"]
    let scheduler = try Self.decode(Self.odd, others: gpu).requests
    #expect(scheduler.cpu == Quantity(milli: 101) && scheduler.memory == Quantity(1))
    #expect(scheduler.others == ["nvidia.com/gpu": Quantity(2)])
    let kubectl = try Self.decode(Self.odd, .kubectl, others: gpu).requests
    #expect(kubectl.cpu == Quantity(nanos: 100_201_000) && kubectl.memory == Quantity(1))
    let golangBuild = try Self.decode(Self.odd, .golangBuild, others: gpu).requests
    #expect(golangBuild.cpu == Quantity(nanos: 100_200_000))
    #expect(golangBuild.others == ["nvidia.com/gpu": Quantity(1)])
    #expect(try Self.decode(Self.odd).requests.others.isEmpty)
  }

  @Test(
    "An invalid quantity is reported with its path, and the rest of the pod is read",
    arguments: [
      (
        #""cpu":"1x""#,
        "spec.containers[1].resources.requests.cpu: '1x' is not a quantity, such as 250m or 1.5Gi"
      ),
      (#""memory":"1K""#, "spec.containers[1].resources.requests.memory: '1K' has an unknown suffix"),
      (#""memory":"12E""#, "spec.containers[1].resources.requests.memory: '12E' is too large"),
      (#""cpu":"1E""#, "spec.containers[1].resources.requests.cpu: '1E' is too large"),
      (#""cpu":"-1""#, "spec.containers[1].resources.requests.cpu: '-1' is negative"),
      (#""memory":"-1n""#, "spec.containers[1].resources.requests.memory: '-1n' is negative"),
      (#""memory":-9223372036854775808"#, "spec.containers[1].resources.requests.memory: "),
      (#""memory":1e308"#, "spec.containers[1].resources.requests.memory: '1e+308' is too large"),
    ])
  func unreadable(entry: String, problem: String) throws {
    let pod = try Self.decode(
      #"{"metadata":{"name":"p"},"spec":{"nodeName":"n","containers":[{},{"resources":{"requests":{\#(entry)}}}]}}"#
    )
    #expect(pod.unreadable?.hasPrefix(problem) == true)
    #expect(pod.name == "p" && pod.nodeName == "n")
  }

  @Test("Problems do not carry over to the next pod, and unused quantities are not read")
  func nextPod() throws {
    var decoder = CapacityPodDecoder(.scheduler)
    let read = try [
      #"{"spec":{"overhead":{"cpu":"x"}}}"#, #"{"spec":{"overhead":{"memory":"9Ei","disk":"x"}}}"#, "{}",
    ].map { try decoder.decode(json: JSONCursor(JSONValue(parsing: $0))) }
    #expect(read.map { $0.unreadable != nil } == [true, false, false])
    #expect(read.map(\.saturated) == [nil, "spec.overhead.memory", nil])
    #expect(read[1].requests.memory == Quantity(.max))
    #expect(read[2] == CapacityPod())
  }

  @Test(
    "The scheduler's conditions are read",
    arguments: [
      (
        #"{"type":"PodScheduled","status":"False","reason":"Unschedulable"}"#,
        CapacityPod.Scheduling.unschedulable
      ),
      (#"{"type":"PodScheduled","status":"False","reason":"SchedulingGated"}"#, .gated),
      (#"{"type":"PodScheduled","status":"True"}"#, .other),
      (#"{"type":"PodScheduled","status":"True","reason":"Unschedulable"}"#, .other),
      (#"{"type":"Ready","status":"False","reason":"Unschedulable"}"#, .waiting), ("{}", .waiting),
    ])
  func scheduling(condition: String, expected: CapacityPod.Scheduling) throws {
    #expect(try Self.decode(#"{"status":{"conditions":[\#(condition)]}}"#).scheduling == expected)
  }

  @Test(
    "Phases",
    arguments: [
      ("Pending", PodPhase.pending), ("Running", .running), ("Succeeded", .ended),
      ("Failed", .ended),
      ("Unknown", .other), ("", .other), ("running", .other), ("Queued", .other),
    ])
  func phases(text: String, phase: PodPhase) throws {
    #expect(try Self.decode(#"{"status":{"phase":"\#(text)"}}"#).phase == phase)
  }
}
