import Foundation
import SimulatedCloud
import TestSupport
import Testing

@testable import Shared

@Suite("What a removed pod held", .serialized, .timeLimit(.minutes(15)))
struct RemovedPodTests {
  private func recorded(_ name: String) throws -> JSONCursor {
    let bytes = try Data(contentsOf: URL(filePath: "\(Repository.folder)/Tests/Recorded/\(name)"))
    return JSONCursor(try Shared.JSONValue(parsing: bytes))
  }

  @Test("A real server's answers to DELETE show the whole pod")
  func recorded() throws {
    let bound = try RemovedPod(json: recorded("delete-whole-bound.json"))
    #expect(bound.node == "node-1" && bound.heldRequests)
    #expect(bound.cpuMilli == 500 && bound.memoryBytes == 1 << 30)
    #expect(bound.start == nil, "no kubelet has accepted it")
    let unbound = try RemovedPod(json: recorded("delete-whole-unbound.json"))
    #expect(unbound.node == nil && !unbound.heldRequests && unbound.cpuMilli == 500)
    #expect(throws: JSONError.self) { try RemovedPod(json: recorded("delete-bound.json")) }
  }

  @Test("A pod that has ended, or whose quantity cannot be read, is not counted")
  func uncounted() throws {
    let pod: Shared.JSONValue = [
      "metadata": ["name": "p"], "status": ["phase": "Failed", "startTime": "2026-11-29T10:05:48Z"],
      "spec": ["nodeName": "n", "containers": [["name": "c", "resources": ["requests": ["cpu": "x"]]]]],
    ]
    let removed = try RemovedPod(json: JSONCursor(pod))
    #expect(!removed.heldRequests && removed.cpuMilli == nil)
    #expect(removed.start == RFC3339.seconds("2026-11-29T10:05:48Z"))
  }

  @Test("Only a delete that asks for the whole pod gets it")
  func asked() async throws {
    let server = try await TestServer(Behavior(terminationTime: nil))
    let pod = server.addBoundPod()
    try await server.calls { server in
      for showsPod in [false, true] {
        let options = DeleteOptions(preconditions: pod, isDryRun: true)
        let call = APICall.deletePod(namespace: "builds", name: "p", options, showsPod: showsPod)
        guard case .accepted(let removed) = try server.perform(call) else { throw Unexpected("refused") }
        #expect((removed != nil) == showsPod)
      }
    }
    await server.cloud.stop()
  }
}
