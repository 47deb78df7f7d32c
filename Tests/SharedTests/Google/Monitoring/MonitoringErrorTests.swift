import Testing

@testable import Shared

@Suite("Cloud Monitoring errors", .timeLimit(.minutes(15)))
struct MonitoringErrorTests {
  private func error(
    _ code: Int, status: String? = nil, reason: String? = nil, _ action: MonitoringAction = .writeTimeSeries
  ) throws -> MonitoringError {
    var members: [JSONValue.Member] = [.init("message", "No.")]
    if let status { members.append(.init("status", .string(status))) }
    if let reason {
      let detail: JSONValue = [
        "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": .string(reason),
      ]
      members.append(.init("details", [detail]))
    }
    let body: JSONValue = ["error": .object(members)]
    let refusal = MonitoringError.Refusal(
      code: code, status: GoogleStatus(body: Array(try body.serialized().utf8)), auditID: "audit",
      followsFailedTry: false)
    return MonitoringError(
      cause: .refused(refusal), action: action, project: "farm", identity: "ci@farm.example")
  }

  @Test("A 403 names the missing role, the project and the account")
  func forbidden() throws {
    let create = try error(403, .createDescriptor("custom.googleapis.com/cluster/cpu_used"))
    #expect(create.exitStatus == .noperm)
    #expect(
      create.description == """
        No. (403), while trying to create the metric descriptor custom.googleapis.com/cluster/cpu_used in \
        project farm as ci@farm.example (Audit-ID audit); grant roles/monitoring.metricWriter on project farm \
        to ci@farm.example
        """)
    let delete = try error(403, .deleteDescriptor("t"))
    #expect(delete.description.contains("grant roles/monitoring.editor on project farm"))
  }

  @Test("Errors of several writes report the first reason and count all points")
  func firstReason() throws {
    var all = WriteOutcome()
    for code in [403, 429] { all.add(WriteOutcome(try error(code), of: 2)) }
    #expect(all.deferred == 4)
    #expect(all.error?.exitStatus == .noperm)
  }

  @Test("Not every 403 means a missing role")
  func otherReasons() throws {
    #expect(
      try error(403, reason: "SERVICE_DISABLED").description.contains("enable monitoring.googleapis.com"))
    let scope = try error(403, reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT").description
    #expect(scope.contains("auth/cloud-platform") && !scope.contains("grant"))
  }

  @Test(
    "Exit codes",
    arguments: [
      (400, Shared.ExitStatus.protocol), (401, .noperm), (403, .noperm), (404, .protocol),
      (409, .unavailable), (429, .unavailable), (500, .unavailable), (503, .unavailable), (302, .protocol),
    ])
  func exitStatus(code: Int, status: Shared.ExitStatus) throws {
    #expect(try error(code).exitStatus == status)
  }

  @Test("Only the service's own 404 means that the descriptor does not exist")
  func notFound() throws {
    #expect(try error(404, status: "NOT_FOUND").saysNotFound)
    #expect(try !error(404).saysNotFound)
    #expect(try !error(403, status: "NOT_FOUND").saysNotFound)
  }
}
