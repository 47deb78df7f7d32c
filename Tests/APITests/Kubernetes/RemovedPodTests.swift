import Foundation
import SimulatedCloud
import TestSupport
import Testing

@testable import Shared

@Suite("What a removed pod held", .serialized, .timeLimit(.minutes(15)))
struct RemovedPodTests {
  private func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: "\(Repository.recordedAnswers)/\(name)"))
  }

  private func recorded(_ name: String) throws -> JSONCursor {
    JSONCursor(try Shared.JSONValue(parsing: bytes(name)))
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

  /// Reads an answer as that to the delete of a pod with this UID.
  private func body(
    _ bytes: some Sequence<UInt8>, uid: String, showsPod: Bool = true
  ) -> RemovalBody {
    RemovalBody(
      Array(bytes), contentType: "application/vnd.kubernetes.protobuf", uid: uid, showsPod: showsPod)
  }

  @Test(
    "A real server's answers in protobuf say the same",
    arguments: [
      ("bound", "695db670-ba89-47c4-a7b6-96faa7829feb"), ("unbound", "509b7d73-00d7-4b38-8f4e-27fd1a757cb1"),
    ])
  func protobuf(name: String, uid: String) throws {
    let answer = try bytes("delete-whole-\(name)-protobuf.pb")
    let read = body(answer, uid: uid)
    #expect(try read.pod == RemovedPod(json: recorded("delete-whole-\(name).json")))
    #expect(read.problem == nil)
    #expect(body(answer, uid: uid, showsPod: false).pod == nil)
    #expect(body(answer, uid: "other").problem == .malformed("metadata.uid: it is another pod's"))
    #expect(body(answer, uid: "other").pod == nil)
    #expect(body(answer.dropLast(), uid: uid).problem != nil)
    #expect(body(Array("<html>".utf8), uid: uid).problem != nil)
  }

  @Test("A refusal in protobuf confirms nothing, also with status 200")
  func refusal() throws {
    guard case .status(let status) = body(try bytes("delete-wrong-uid-protobuf.pb"), uid: "u").problem else {
      throw Unexpected("it confirms")
    }
    #expect(status.reason == "Conflict")
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
