import TestSupport
import Testing

@testable import SimulatedCloud

@Suite("Metadata server", .timeLimit(.minutes(15)))
struct MetadataTests {
  private static let account = "/computeMetadata/v1/instance/service-accounts/default/"

  @Test("The metadata server describes the machine to requests with the Metadata-Flavor header")
  func values() async throws {
    let google = try await SimulatedGoogle.start()
    google.behavior.instanceAttributes = ["cluster-name": "buildlets"]
    let curl = GoogleCurl(google)
    func text(_ path: String) async throws -> String {
      try await curl.metadata("/computeMetadata/v1/\(path)").text
    }
    #expect(try await text("project/project-id") == "build-project")
    #expect(try await text("instance/zone").hasSuffix("/zones/us-central1-f"))
    #expect(try await text("instance/attributes/cluster-name") == "buildlets")
    #expect(try await text("instance/service-accounts/default/email") == google.machineAccount)
    let scopes = try await text("instance/service-accounts/default/scopes").split(separator: "\n")
    #expect(scopes.map(String.init) == [GoogleBehavior.cloudPlatform, GoogleBehavior.userinfoEmail])
    let missing = try await curl.metadata("/computeMetadata/v1/instance/attributes/cluster-location")
    #expect(missing.status == 404)
    #expect(missing.headers["metadata-flavor"] == "Google")
    #expect(try await curl.metadata("/computeMetadata/v1/project/project-id", flavor: nil).status == 403)
    await google.stop()
  }

  @Test("The metadata server issues the machine's token with its scopes")
  func token() async throws {
    let google = try await SimulatedGoogle.start()
    google.behavior.instanceScopes = ["https://www.googleapis.com/auth/monitoring.write"]
    let curl = GoogleCurl(google)
    let reply = try await curl.metadata(Self.account + "token")
    let token = google.state.token("Bearer \(reply.json["access_token"]?.text ?? "")")
    #expect(token?.account == google.machineAccount)
    #expect(token?.scopes == ["https://www.googleapis.com/auth/monitoring.write"])
    google.behavior.instanceScopes = nil
    #expect(try await curl.metadata(Self.account + "token").status == 404)
    await google.stop()
  }

  @Test("A captive portal does not send the Metadata-Flavor header")
  func unsigned() async throws {
    let google = try await SimulatedGoogle.start()
    google.behavior.signsMetadata = false
    let reply = try await GoogleCurl(google).metadata(Self.account + "email")
    #expect(reply.status == 200)
    #expect(reply.headers["metadata-flavor"] == nil)
    await google.stop()
  }
}
