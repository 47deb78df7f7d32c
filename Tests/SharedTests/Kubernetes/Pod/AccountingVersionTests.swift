import Testing

@testable import Shared

/// No code of 1.37 can run here, so each expectation follows by hand from `PodRequests` of
/// k8s.io/component-helpers/resource: 1.36 takes the largest of spec, allocated and actuated per container
/// (`determineEffectiveRequests`); 1.37 takes the largest of their three sums (`aggregateContainerResourcesByFn`).
@Suite("The scheduler's formulas of 1.36 and 1.37", .timeLimit(.minutes(15)))
struct AccountingVersionTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let reasoning: String
    let spec: String
    let status: String
    /// Millicores.
    let v1_36: Int64
    let v1_37: Int64

    var testDescription: String { reasoning }
  }

  private static func container(_ name: String, _ cpu: Int, _ rest: String = "") -> String {
    #"{"name":"\#(name)","resources":{"requests":{"cpu":"\#(cpu)"}}\#(rest)}"#
  }

  private static func status(_ name: String, allocated: Int? = nil, actuated: Int? = nil) -> String {
    let parts = [
      #""name":"\#(name)""#, allocated.map { #""allocatedResources":{"cpu":"\#($0)"}"# },
      actuated.map { #""resources":{"requests":{"cpu":"\#($0)"}}"# },
    ]
    return "{\(parts.compactMap(\.self).joined(separator: ","))}"
  }

  private static let infeasible = #""conditions":[{"type":"PodResizePending","reason":"Infeasible"}],"#

  private static let cases = [
    Case(
      reasoning: "nothing is resized: both are the spec, 1 + 2",
      spec: #""containers":[\#(container("a", 1)),\#(container("b", 2))]"#,
      status:
        #""containerStatuses":[\#(status("a", allocated: 1, actuated: 1)),\#(status("b", allocated: 2, actuated: 2))]"#,
      v1_36: 3000, v1_37: 3000),
    Case(
      reasoning: "one grows, one shrinks: max(1,2,1) + max(2,1,1) = 4; max(1 + 2, 2 + 1, 1 + 1) = 3",
      spec: #""containers":[\#(container("a", 1)),\#(container("b", 2))]"#,
      status:
        #""containerStatuses":[\#(status("a", allocated: 2, actuated: 1)),\#(status("b", allocated: 1, actuated: 1))]"#,
      v1_36: 4000, v1_37: 3000),
    Case(
      reasoning: "a plain init container's status: ignored, so max(1, 1); or allocated 3 is the peak",
      spec: #""containers":[\#(container("a", 1))],"initContainers":[\#(container("i", 1))]"#,
      status: #""initContainerStatuses":[\#(status("i", allocated: 3))]"#,
      v1_36: 1000, v1_37: 3000),
    Case(
      reasoning: "a sidecar's status counts in both: 1 + max(1,2,1); max(1 + 1, 1 + 2, 1 + 1)",
      spec:
        #""containers":[\#(container("a", 1))],"initContainers":[\#(container("s", 1, #","restartPolicy":"Always""#))]"#,
      status: #""initContainerStatuses":[\#(status("s", allocated: 2, actuated: 1))]"#,
      v1_36: 3000, v1_37: 3000),
    Case(
      reasoning: "allocated without resources: 1.36 wants resources, so 1; 1.37 takes allocated for both, 2",
      spec: #""containers":[\#(container("a", 1))]"#,
      status: #""containerStatuses":[\#(status("a", allocated: 2))]"#,
      v1_36: 1000, v1_37: 2000),
    Case(
      reasoning: "infeasible: the spec's 4 does not count; b has no status: its spec 1, or nothing",
      spec: #""containers":[\#(container("a", 4)),\#(container("b", 1))]"#,
      status: #"\#(infeasible)"containerStatuses":[\#(status("a", allocated: 2, actuated: 2))]"#,
      v1_36: 3000, v1_37: 2000),
    Case(
      reasoning: "status of the pod without pod-level requests: ignored; or max(1, 3, 2)",
      spec: #""containers":[\#(container("a", 1))]"#,
      status: #""allocatedResources":{"cpu":"3"},"resources":{"requests":{"cpu":"2"}}"#,
      v1_36: 1000, v1_37: 3000),
    Case(
      reasoning: "overhead is added once: 1 + 1; max(1, 3, 2) + 1",
      spec: #""containers":[\#(container("a", 1))],"overhead":{"cpu":"1"}"#,
      status: #""allocatedResources":{"cpu":"3"},"resources":{"requests":{"cpu":"2"}}"#,
      v1_36: 2000, v1_37: 4000),
    Case(
      reasoning: "pod-level requests replace the sum of 1: max(2, 2, 3) in both",
      spec: #""containers":[\#(container("a", 1))],"resources":{"requests":{"cpu":"2"}}"#,
      status: #""allocatedResources":{"cpu":"3"},"resources":{"requests":{"cpu":"2"}}"#,
      v1_36: 3000, v1_37: 3000),
    Case(
      reasoning:
        "pod-level requests of memory only: the CPU stays the containers', 1; or comes from the status, 3",
      spec: #""containers":[\#(container("a", 1))],"resources":{"requests":{"memory":"1Gi"}}"#,
      status: #""allocatedResources":{"cpu":"3"},"resources":{"requests":{"cpu":"2"}}"#,
      v1_36: 1000, v1_37: 3000),
    Case(
      reasoning:
        "a claim of 1 beside a resize: max(1,2,3) + 1; max(1 + 1, 2 + 1, 3), since actuated includes it",
      spec: #""containers":[\#(container("a", 1))]"#,
      status:
        #""containerStatuses":[\#(status("a", allocated: 2, actuated: 3))],"nodeAllocatableResourceClaimStatuses":[{"resources":{"cpu":"1"}}]"#,
      v1_36: 4000, v1_37: 3000),
  ]

  @Test("Each version's requests follow from its rules", arguments: cases)
  func requests(pod: Case) throws {
    let json = "{\"spec\":{\(pod.spec)},\"status\":{\(pod.status)}}"
    #expect(try CapacityPodTests.decode(json, .scheduler, .v1_36).requests.cpu.milli == pod.v1_36)
    #expect(try CapacityPodTests.decode(json, .scheduler, .v1_37).requests.cpu.milli == pod.v1_37)
  }

  @Test(
    "The server's release decides, and the newest known one if the server is newer or does not say",
    arguments: [
      ("1", "28+", AccountingVersion.v1_36, false), ("1", "36", .v1_36, false), ("1", "37", .v1_37, false),
      ("1", "38", .v1_37, true), ("2", "0", .v1_37, true),
    ])
  func version(major: String, minor: String, expected: AccountingVersion, isOutdated: Bool) throws {
    let json = #"{"gitVersion":"v","major":"\#(major)","minor":"\#(minor)"}"#
    let server = try ServerVersion(json: JSONCursor(JSONValue(parsing: json)))
    #expect(AccountingVersion(of: server) == expected)
    #expect(AccountingVersion.isOutdated(for: server) == isOutdated)
    #expect(AccountingVersion(of: nil) == .newest)
  }
}
