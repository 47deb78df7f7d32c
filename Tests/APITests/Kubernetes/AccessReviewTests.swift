import Shared
import SimulatedCloud
import Testing

@Suite("Access reviews", .serialized, .timeLimit(.minutes(15)))
struct AccessReviewTests {
  @Test("An access review says what is allowed in which namespace")
  func answers() async throws {
    let server = try await TestServer(user: "reaper")
    server.cloud.allow("reaper", verbs: ["delete"], resources: ["pods"], namespaces: ["builds"])
    server.cloud.allow("reaper", verbs: ["create"], resources: ["pods/eviction"])
    let answers = try await server.calls { server in
      [
        try server.perform(.accessReview("delete", "pods", namespace: "builds")),
        try server.perform(.accessReview("delete", "pods", namespace: "other")),
        try server.perform(.accessReview("delete", "pods")),
        try server.perform(.accessReview("create", "pods/eviction")),
        try server.perform(.accessReview("create", "pods", namespace: "builds")),
      ]
    }
    let no = AccessAnswer.denied(reason: nil)
    #expect(answers == [.allowed, no, no, .allowed, no])
    await server.cloud.stop()
  }

  static let texts: [(String, AccessAnswer)] = [
    (#"{"allowed":false,"reason":"RBAC: not found"}"#, .denied(reason: "RBAC: not found")),
    (#"{"allowed":false,"reason":"","evaluationError":"webhook"}"#, .denied(reason: "webhook")),
    (#"{"allowed":true,"reason":"RBAC: allowed"}"#, .allowed), ("{}", .denied(reason: nil)),
  ]

  @Test("A denial contains the authorizer's reason, if there is one", arguments: texts)
  func reason(status: String, expected: AccessAnswer) async throws {
    let server = try await TestServer()
    let body = #"{"kind":"SelfSubjectAccessReview","status":\#(status)}"#
    server.cloud.inject(Fault(.answer(status: 201, headers: [:], body: body)))
    #expect(try await server.calls { try $0.perform(.accessReview("delete", "pods")) } == expected)
    await server.cloud.stop()
  }
}
