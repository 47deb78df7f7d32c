import Shared
import SimulatedCloud
import Testing

@Suite("Evicting a pod", .serialized, .timeLimit(.minutes(15)))
struct EvictionTests {
  private func evict(
    _ server: TestServer, _ pod: DeletePreconditions, grace: Int? = nil, dryRun: Bool = false
  ) async throws -> RemovalAnswer {
    let options = DeleteOptions(preconditions: pod, gracePeriodSeconds: grace, isDryRun: dryRun)
    return try await server.calls { try $0.perform(.evictPod(namespace: "builds", name: "p", options)) }
  }

  private func server() async throws -> (TestServer, DeletePreconditions) {
    let server = try await TestServer(Behavior(terminationTime: nil))
    return (server, server.addBoundPod())
  }

  @Test("The body has all options")
  func options() async throws {
    let (server, pod) = try await server()
    #expect(try await evict(server, pod, dryRun: true).name == "accepted")
    #expect(server.cloud.pod("p", namespace: "builds")?.isTerminating == false)
    #expect(try await evict(server, pod, grace: 7).name == "accepted")
    #expect(server.cloud.pod("p", namespace: "builds")?.isTerminating == true)
    let bodies = server.bodies("POST")
    let head = #"{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"p","namespace":"builds"},"#
    #expect(bodies.allSatisfy { $0.hasPrefix(head + #""deleteOptions":{"#) })
    #expect(bodies.first?.contains(#""dryRun":["All"]"#) == true)
    #expect(bodies.last?.contains(#""gracePeriodSeconds":7"#) == true)
    await server.cloud.stop()
  }

  @Test("A deleted pod is not found; a replaced or updated pod is a conflict")
  func others() async throws {
    let (server, pod) = try await server()
    let other = DeletePreconditions(uid: "u", resourceVersion: pod.resourceVersion)
    let older = DeletePreconditions(uid: pod.uid, resourceVersion: "1")
    #expect(try await evict(server, other).name == "conflict(followsUnansweredTry: false)")
    #expect(try await evict(server, older).name == "conflict(followsUnansweredTry: false)")
    server.cloud.removePod("p", namespace: "builds")
    #expect(try await evict(server, pod).name == "notFound")
    await server.cloud.stop()
  }

  @Test("A conflict after a lost response may be caused by the lost eviction")
  func lostAnswer() async throws {
    let (server, pod) = try await server()
    server.cloud.inject(Fault(.reset, method: "POST", times: 1))
    #expect(try await evict(server, pod).name == "conflict(followsUnansweredTry: true)")
    #expect(server.cloud.pod("p", namespace: "builds")?.isTerminating == true)
    await server.cloud.stop()
  }

  @Test("An eviction that a disruption budget refuses is not retried", arguments: [true, false])
  func budget(isProcessed: Bool) async throws {
    let (server, pod) = try await server()
    server.cloud.add(SimulatedBudget("b", isProcessed: isProcessed))
    let answer = try await evict(server, pod)
    let expected =
      isProcessed
      ? "The disruption budget b needs 1 healthy pods and has 1 currently"
      : "The disruption budget b is still being processed by the server."
    #expect(answer.name == "refusedByBudget(\"\(expected)\")")
    #expect(server.cloud.requestCount == 1)
    await server.cloud.stop()
  }

  @Test("An eviction is retried if the server is busy", arguments: [429, 503])
  func busy(status: Int) async throws {
    let (server, pod) = try await server()
    server.cloud.inject(Fault(.status(status, retryAfter: "0"), times: 2))
    #expect(try await evict(server, pod).name == "accepted")
    #expect(server.cloud.requestCount == 3)
    await server.cloud.stop()
  }

  @Test("An eviction under two disruption budgets is not retried")
  func severalBudgets() async throws {
    let (server, pod) = try await server()
    for name in ["a", "b"] { server.cloud.add(SimulatedBudget(name)) }
    let error = try await #require(throws: APIError.self) { try await evict(server, pod) }
    guard case .refused(code: 500, _, _) = error.cause else { throw Unexpected("\(error)") }
    #expect("\(error)".contains("more than one PodDisruptionBudget"))
    #expect(server.cloud.requestCount == 1)
    await server.cloud.stop()
  }

  @Test("An error about a missing permission names the subresource")
  func forbidden() async throws {
    let server = try await TestServer(user: "reaper")
    let pod = server.addBoundPod()
    let error = try await #require(throws: APIError.self) { try await evict(server, pod) }
    #expect(error.exitStatus == .noperm)
    #expect("\(error)".contains("create pods/eviction p in namespace builds"))
    await server.cloud.stop()
  }
}

extension RemovalAnswer {
  /// The answer as text, for comparison.
  fileprivate var name: String { if case .accepted = self { "accepted" } else { "\(self)" } }
}
