import Foundation
import TestSupport
import Testing

@testable import SimulatedCloud

@Suite("GKE", .timeLimit(.minutes(15)))
struct ClusterTests {
  private static let path = "/v1/projects/build-project/locations/us-central1-f/clusters/buildlets"

  /// Starts a Google Cloud with one cluster.
  private func start(
    _ change: (inout SimulatedCluster) -> Void = { _ in }
  ) async throws -> (google: SimulatedGoogle, cloud: SimulatedCloud, curl: GoogleCurl) {
    let google = try await SimulatedGoogle.start()
    let cloud = try await SimulatedCloud.start()
    var cluster = SimulatedCluster(cloud)
    change(&cluster)
    try await google.add(cluster)
    return (google, cloud, GoogleCurl(google))
  }

  @Test("GKE shows a cluster's endpoints")
  func endpoints() async throws {
    let (google, cloud, curl) = try await start()
    let cluster = try await curl.get(Self.path).json
    #expect(cluster["endpoint"]?.text == "127.0.0.1:\(cloud.port)")
    let dns = cluster["controlPlaneEndpointsConfig"]?["dnsEndpointConfig"]
    #expect(dns?["allowExternalTraffic"] == true)
    #expect(cluster["masterAuth"]?["clientKey"] == nil)
    let name = try #require(dns?["endpoint"]?.text)
    let byName = try await CommandRun(
      "curl",
      [
        "-sS", "--cacert", google.caFile, "-H", "Authorization: Bearer \(curl.token)",
        "https://\(name)/version",
      ])
    #expect(byName.text.contains("gitVersion"))
    await google.stop()
    await cloud.stop()
  }

  @Test("The endpoint is the DNS name if access by IP address is off")
  func withoutIPAccess() async throws {
    let (google, cloud, curl) = try await start { cluster in
      cluster.allowsIPAccess = false
      cluster.allowsExternalTraffic = false
    }
    let cluster = try await curl.get(Self.path).json
    let dns = cluster["controlPlaneEndpointsConfig"]?["dnsEndpointConfig"]
    #expect(cluster["endpoint"] == dns?["endpoint"])
    #expect(dns?["allowExternalTraffic"] == nil)
    await google.stop()
    await cloud.stop()
  }

  @Test("A cluster that is being created has no endpoint")
  func provisioning() async throws {
    let (google, cloud, curl) = try await start { $0.status = .provisioning }
    let cluster = try await curl.get(Self.path).json
    #expect(cluster["status"] == "PROVISIONING")
    #expect(cluster["endpoint"] == nil)
    await google.stop()
    await cloud.stop()
  }

  @Test("GKE shows the client certificate of an old cluster")
  func legacy() async throws {
    let (google, cloud, curl) = try await start { $0.legacyCertificateUser = "client" }
    cloud.allow("client")
    let auth = try await curl.get(Self.path + "?fields=masterAuth(clientCertificate,clientKey)").json[
      "masterAuth"]
    let folder = try TemporaryFolder()
    func file(_ name: String) throws -> String {
      let text = Data(base64Encoded: auth?[name]?.text ?? "") ?? Data()
      return try folder.write(name, String(decoding: text, as: UTF8.self))
    }
    let run = try await CommandRun(
      "curl",
      [
        "-sS", "--cacert", try folder.write("ca", cloud.caPEM), "--cert", try file("clientCertificate"),
        "--key",
        try file("clientKey"), cloud.url + "/api/v1/pods",
      ])
    #expect(run.text.contains("PodList"))
    #expect(cloud.requests.map(\.user) == ["client"])
    await google.stop()
    await cloud.stop()
  }

  @Test("404 and 403 responses have a message")
  func errors() async throws {
    let (google, cloud, curl) = try await start()
    let missing = try await curl.get(Self.path + "x")
    #expect(missing.status == 404)
    #expect(missing.errorMessage == "Not found: \(Self.path.dropFirst(4))x.")
    #expect(try await curl.get(Self.path.replacing("build-project", with: "other")).status == 403)
    #expect(try await curl.get(Self.path, token: "").errorName == "UNAUTHENTICATED")
    let narrow = google.issueToken(for: google.serviceAccount, scopes: [GoogleBehavior.userinfoEmail])
    #expect(
      try await curl.get(Self.path, token: narrow).errorMessage
        == "Request had insufficient authentication scopes.")
    google.setRoles(["roles/monitoring.editor"], of: google.serviceAccount)
    #expect(try await curl.get(Self.path).errorMessage.contains("container.clusters.get"))
    await google.stop()
    await cloud.stop()
  }

  @Test("In a cluster a token stands for an email address, or for a number without the email scope")
  func users() async throws {
    let (google, cloud, curl) = try await start()
    let kubernetes = try Curl(cloud)
    let unnamed = google.issueToken(for: google.serviceAccount, scopes: [GoogleBehavior.cloudPlatform])
    let statuses = [
      try await kubernetes.send("GET", "/api/v1/pods", as: .token(curl.token)).status,
      try await kubernetes.send("GET", "/api/v1/pods", as: .token(unnamed)).status,
    ]
    #expect(statuses == [200, 403])
    #expect(cloud.requests.first?.user == google.serviceAccount)
    #expect(cloud.requests.last?.user?.count == 21)
    google.revokeTokens()
    #expect(try await kubernetes.send("GET", "/api/v1/pods", as: .token(curl.token)).status == 401)
    await google.stop()
    await cloud.stop()
  }
}

@Suite("Field masks", .timeLimit(.minutes(15)))
struct FieldMaskTests {
  private static let value: JSONValue = ["a": ["b": 1, "c": ["d": 2, "e": 3]], "f": 4]

  @Test(
    "A field mask keeps the fields that it names",
    arguments: [
      ("f", #"{"f":4}"#), ("a(b),f", #"{"a":{"b":1},"f":4}"#), ("a/c/d", #"{"a":{"c":{"d":2}}}"#),
      ("a(c(d),b)", #"{"a":{"b":1,"c":{"d":2}}}"#), ("g", "{}"),
    ])
  func masks(mask: String, left: String) throws {
    #expect(JSONText.string(try FieldMask(mask).apply(to: Self.value)) == left)
  }

  @Test("An invalid field mask is refused", arguments: ["", "a(", "a(b", "a)", ",a", "a,,b", "a/"])
  func refused(mask: String) {
    #expect(throws: GoogleError.self) { try FieldMask(mask) }
  }
}
