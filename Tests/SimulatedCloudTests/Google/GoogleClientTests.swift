import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "Google's own client",
  .enabled(if: Python.isThere, "Google's Python client is not there: make setup-tests installs it from PyPI"),
  .timeLimit(.minutes(15)))
struct GoogleClientTests {
  /// Runs a script of `Tests/Python` with the cloud's environment variables.
  private func python(
    _ google: SimulatedGoogle, _ script: String, _ arguments: String...
  ) async throws -> CommandRun {
    var environment = google.environment
    environment["REQUESTS_CA_BUNDLE"] = google.caFile
    environment["GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES"] = "1"
    return try await Python.run(script, arguments, environment: environment)
  }

  private func json(_ run: CommandRun) throws -> [String: Any] {
    try #require(run.code == 0, "\(run.errorText)")
    return try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
  }

  /// A credentials file of each kind, and the account of its token.
  private static let kinds:
    [(kind: String, make: @Sendable (SimulatedGoogle, TemporaryFolder) async throws -> String)] = [
      ("service_account", { google, _ in try await google.serviceAccountFile() }),
      ("authorized_user", { google, _ in google.authorizedUserFile() }),
      (
        "impersonated_service_account",
        { google, _ in
          try google.impersonatedFile(source: try await google.serviceAccountFile())
        }
      ),
      (
        "external_account",
        { google, folder in
          google.externalAccountFile(.file(try folder.write("token", google.subjectToken)))
        }
      ),
      (
        "external_account",
        { google, _ in google.externalAccountFile(.url(isJSON: true), impersonates: true) }
      ),
      (
        "external_account",
        { google, folder in
          let answer = """
            {"version": 1, "success": true, "token_type": "urn:ietf:params:oauth:token-type:jwt",
             "id_token": "\(google.subjectToken)", "expiration_time": 4102444800}
            """
          return google.externalAccountFile(.executable("cat \(try folder.write("answer.json", answer))"))
        }
      ),
    ]

  @Test("The client gets a token for each kind of credentials", arguments: kinds.indices)
  func tokens(index: Int) async throws {
    let google = try await SimulatedGoogle.start()
    let folder = try TemporaryFolder()
    let (kind, make) = Self.kinds[index]
    let file = try folder.write("credentials.json", try await make(google, folder))
    let run = try await python(google, "tokens.py", file)
    #expect(run.code == 0, "\(kind): \(run.text) \(run.errorText)")
    #expect(google.tokens.contains(run.text.trimmingCharacters(in: .newlines)))
    await google.stop()
  }

  @Test("The client gets a token from the metadata server")
  func metadata() async throws {
    let google = try await SimulatedGoogle.start()
    let run = try await python(google, "tokens.py", "metadata")
    #expect(google.tokens == [run.text.trimmingCharacters(in: .newlines)], "\(run.text) \(run.errorText)")
    await google.stop()
  }

  @Test("A deleted key and a revoked refresh token are refused")
  func refused() async throws {
    let google = try await SimulatedGoogle.start()
    let folder = try TemporaryFolder()
    let service = try folder.write("service.json", try await google.serviceAccountFile())
    let user = try folder.write("user.json", google.authorizedUserFile())
    google.removeKeys(of: google.serviceAccount)
    google.revokeRefreshTokens()
    let byKey = try await python(google, "tokens.py", service)
    #expect(byKey.code == 1)
    #expect(byKey.text.contains("invalid_grant: Invalid JWT Signature."))
    let byUser = try await python(google, "tokens.py", user)
    #expect(byUser.text.contains("invalid_grant: Token has been expired or revoked."))
    await google.stop()
  }

  @Test("The client creates, lists and deletes descriptors and time series")
  func monitoring() async throws {
    let google = try await SimulatedGoogle.start()
    let token = google.issueToken(for: google.serviceAccount)
    let seen = try json(try await python(google, "monitoring_client.py", google.url, token, google.project))
    #expect(seen["describe"] as? [String] == ["cluster_name", "service"])
    #expect(
      seen["write_in_order"] as? [AnyHashable] == [
        400, "INVALID_ARGUMENT",
        "Points must be written in order. One or more of the points specified had an older start time than the most recent point.",
      ] as [AnyHashable])
    #expect((seen["write_again"] as? String)?.contains("more frequently") == true)
    #expect(seen["list_points"] as? [String: [Double]] == ["buildlets": [0.625], "other": [0.625]])
    #expect(
      seen["write_unknown"] as? [String] == ["labels", "metricKind", "name", "type", "valueType"])
    #expect(seen["delete"] as? Int == 404)
    #expect(google.points.map(\.type) == ["custom.googleapis.com/cluster/made_by_itself"])
    #expect(try await GoogleSchemas.problems(google.requests) == [])
    await google.stop()
  }

  @Test("The client finds a cluster, whose API server accepts the same token")
  func cluster() async throws {
    let google = try await SimulatedGoogle.start()
    let cloud = try await SimulatedCloud.start()
    try await google.add(SimulatedCluster(cloud))
    let token = google.issueToken(for: google.serviceAccount)
    let name = "projects/\(google.project)/locations/us-central1-f/clusters/buildlets"
    let seen = try json(try await python(google, "cluster_client.py", google.url, token, name))
    #expect(seen["status"] as? String == "RUNNING")
    #expect(seen["pods"] as? Int == 200)
    #expect(seen["masked"] as? [String] == ["masterAuth", "name"])
    #expect(seen["auth"] as? [String] == ["clusterCaCertificate"])
    #expect(cloud.requests.map(\.user) == [google.serviceAccount])
    await google.stop()
    await cloud.stop()
  }
}
