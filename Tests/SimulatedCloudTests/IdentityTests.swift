import SimulatedCloud
import TestSupport
import Testing

@Suite("Identities and permissions", .timeLimit(.minutes(15)))
struct IdentityTests {
  static let pods = "/api/v1/namespaces/builds/pods"

  @Test(
    "A client certificate stands for its user in HTTP/1.1 and HTTP/2",
    arguments: ["--http1.1", "--http2"])
  func certificate(version: String) async throws {
    let cloud = try await SimulatedCloud.start()
    let curl = try Curl(cloud)
    let pair = try await cloud.issueClientCertificate(user: "reaper")
    let credential = Curl.Credential.certificate(
      try curl.folder.write("crt", pair.certificatePEM), key: try curl.folder.write("key", pair.keyPEM))
    let refused = try await curl.send("GET", Self.pods, as: credential, more: [version])
    cloud.allow("reaper", verbs: ["list"], resources: ["pods"], namespaces: ["builds"])
    let allowed = try await curl.send("GET", Self.pods, as: credential, more: [version])
    #expect(refused.status == 403)
    #expect(refused.text.contains(#"User \"reaper\" cannot list resource \"pods\""#))
    #expect(allowed.status == 200)
    #expect(cloud.requests.map(\.user) == ["reaper", "reaper"])
    await cloud.stop()
  }

  @Test("A certificate of another authority gets a 401, not a TLS alert")
  func foreignCertificate() async throws {
    let cloud = try await SimulatedCloud.start()
    let other = try await SimulatedCloud.start()
    let curl = try Curl(cloud)
    let pair = try await other.issueClientCertificate(user: SimulatedCloud.admin)
    let credential = Curl.Credential.certificate(
      try curl.folder.write("crt", pair.certificatePEM), key: try curl.folder.write("key", pair.keyPEM))
    let reply = try await curl.send("GET", Self.pods, as: credential)
    #expect(reply.code == 0)
    #expect(reply.status == 401)
    await cloud.stop()
    await other.stop()
  }

  @Test("A permission covers only its verb, resource and namespace")
  func permissions() async throws {
    let cloud = try await SimulatedCloud.start()
    cloud.addToken("t", user: "reaper")
    cloud.allow("reaper", verbs: ["list"], resources: ["pods"], namespaces: ["builds"])
    let curl = try Curl(cloud)
    func status(_ method: String, _ path: String) async throws -> Int {
      try await curl.send(method, path, as: .token("t")).status
    }
    #expect(try await status("GET", Self.pods) == 200)
    #expect(try await status("DELETE", Self.pods + "/x") == 403)
    #expect(try await status("GET", "/api/v1/namespaces/other/pods") == 403)
    #expect(try await status("GET", "/api/v1/nodes") == 403)
    let everywhere = try await curl.send("GET", "/api/v1/pods", as: .token("t"))
    #expect(everywhere.text.contains("at the cluster scope"))
    await cloud.stop()
  }

  @Test("A revoked token is refused")
  func revoked() async throws {
    let cloud = try await SimulatedCloud.start()
    let curl = try Curl(cloud)
    cloud.revokeToken(Curl.adminToken)
    #expect(try await curl.get(Self.pods).status == 401)
    await cloud.stop()
  }
}
