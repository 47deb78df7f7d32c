import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods --gke: wrong credentials", .serialized, .timeLimit(.minutes(15)))
struct WrongCredentialsTests {
  /// Checks that a run fails, says why, shows no secret and never reaches the cluster.
  private func expectFailure(
    _ cluster: GoogleCluster, _ file: String?, code: Int32, _ words: String...,
    environment: [String: String] = [:], location: SourceLocation = #_sourceLocation
  ) async throws {
    let run = try await cluster.reap(["-o", "json"], credentials: file, environment: environment)
    #expect(run.code == code, "\(run.errorText)", sourceLocation: location)
    for word in words {
      #expect(run.errorText.contains(word), "\(run.errorText)", sourceLocation: location)
    }
    expectNoSecret(run, cluster.secrets(of: file))
    #expect(cluster.cloud.requestCount == 0, sourceLocation: location)
    #expect(try Report(run)["exit.code"] as? Int == Int(code), sourceLocation: location)
    await cluster.stop()
  }

  @Test("A deleted or expired key is refused")
  func deletedKey() async throws {
    let cluster = try await GoogleCluster()
    let file = try await cluster.google.serviceAccountFile()
    cluster.google.removeKeys(of: cluster.google.serviceAccount)
    try await expectFailure(
      cluster, file, code: 78, "invalid_grant", "Invalid JWT Signature", "create a new key",
      cluster.google.serviceAccount)
  }

  @Test("A wrong clock is named as the cause")
  func clock() async throws {
    let cluster = try await GoogleCluster()
    cluster.google.behavior.now = Int64(Date().timeIntervalSince1970) + 7200
    try await expectFailure(
      cluster, try await cluster.google.serviceAccountFile(), code: 78, "invalid_grant", "clock is right")
  }

  @Test("A wrong audience is refused")
  func audience() async throws {
    let cluster = try await GoogleCluster()
    let file = try await cluster.google.serviceAccountFile(tokenURI: cluster.google.url + "/token?x")
    try await expectFailure(cluster, file, code: 78, "invalid_grant", "audience")
  }

  @Test("A key that is not PEM, of another kind, or missing is refused")
  func badPEM() async throws {
    for (key, words) in [("s3cret", "cannot be read as PEM"), ("", "is missing")] {
      let cluster = try await GoogleCluster()
      let file = try replace("private_key", key, in: try await cluster.google.serviceAccountFile())
      try await expectFailure(cluster, file, code: 78, "private_key: ", words)
    }
  }

  @Test("A revoked login is refused")
  func revoked() async throws {
    let cluster = try await GoogleCluster()
    let file = cluster.google.authorizedUserFile()
    cluster.google.revokeRefreshTokens()
    try await expectFailure(
      cluster, file, code: 78, "invalid_grant", "gcloud auth application-default login")
  }

  @Test("A wrong client secret is refused")
  func wrongClient() async throws {
    let cluster = try await GoogleCluster()
    let file = try replace("client_secret", "wr0ng", in: cluster.google.authorizedUserFile())
    try await expectFailure(cluster, file, code: 78, "invalid_client")
  }

  @Test("Impersonation of a forbidden or unknown account is refused")
  func impersonation() async throws {
    let cluster = try await GoogleCluster()
    let source = try await cluster.google.serviceAccountFile()
    let file = try cluster.google.impersonatedFile(source: source)
    cluster.google.setRoles([], of: cluster.google.serviceAccount)
    try await expectFailure(
      cluster, file, code: 77, "roles/iam.serviceAccountTokenCreator", cluster.google.serviceAccount,
      cluster.google.impersonatedAccount)
    let other = try await GoogleCluster()
    let nobody = try other.google.impersonatedFile(source: try await other.google.serviceAccountFile())
      .replacing("impersonated@", with: "nobody@")
    try await expectFailure(other, nobody, code: 78, "NOT_FOUND", "nobody@")
  }

  @Test("A subject token that the provider rejects, or that is missing, is refused")
  func subjectToken() async throws {
    let cluster = try await GoogleCluster()
    let path = try cluster.folder.write("token", "wr0ng")
    try await expectFailure(
      cluster, cluster.google.externalAccountFile(.file(path)), code: 78, "invalid_grant",
      "the pool's provider accepts")
    let other = try await GoogleCluster()
    try await expectFailure(
      other, other.google.externalAccountFile(.file("/nonexistent/token")), code: 78, "credential_source",
      "/nonexistent/token")
  }

  @Test("An executable that must not run, does not exist, or fails is an error")
  func executable() async throws {
    let allowed = ["GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES": "1"]
    let cluster = try await GoogleCluster()
    let file = cluster.google.externalAccountFile(.executable(try cluster.subjectTokenProgram()))
    try await expectFailure(cluster, file, code: 78, "GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES=1")
    for command in ["/nonexistent/program", "false"] {
      let other = try await GoogleCluster()
      try await expectFailure(
        other, other.google.externalAccountFile(.executable(command)), code: 78,
        "credential_source: executable",
        environment: allowed)
    }
  }

  @Test("Unsupported credentials are refused")
  func unsupported() async throws {
    let cluster = try await GoogleCluster()
    let file = cluster.google.externalAccountFile(.url()).replacing(#""url""#, with: #""environment_id""#)
    try await expectFailure(cluster, file, code: 78, "AWS credentials are not supported")
  }

  @Test("A machine without the scope or without an account is refused")
  func scopes() async throws {
    var behavior = GoogleBehavior()
    behavior.instanceScopes = ["https://www.googleapis.com/auth/monitoring.write"]
    let cluster = try await GoogleCluster(behavior)
    try await expectFailure(
      cluster, nil, code: 77, "scopes", GoogleBehavior.cloudPlatform, cluster.google.machineAccount)
    #expect(cluster.google.tokens.isEmpty)
    behavior.instanceScopes = nil
    try await expectFailure(try await GoogleCluster(behavior), nil, code: 78, "no service account")
  }

  @Test("A server that is not the metadata server is ignored; a failing metadata server is 69")
  func impostor() async throws {
    var behavior = GoogleBehavior()
    behavior.signsMetadata = false
    try await expectFailure(try await GoogleCluster(behavior), nil, code: 76, "Metadata-Flavor")
    try await expectFailure(
      try await GoogleCluster(), nil, code: 69, environment: ["GCE_METADATA_HOST": "127.0.0.1:1"])
    try await expectFailure(
      try await GoogleCluster(), nil, code: 78, "GCE_METADATA_HOST", environment: ["GCE_METADATA_HOST": "a/b"]
    )
  }

  @Test("A missing file is an error")
  func missing() async throws {
    try await expectFailure(
      try await GoogleCluster(), nil, code: 78, "GOOGLE_APPLICATION_CREDENTIALS", "/nonexistent/key",
      environment: ["GOOGLE_APPLICATION_CREDENTIALS": "/nonexistent/key"])
  }

  @Test("A redirect is not followed, and an invalid token is not used")
  func oddAnswers() async throws {
    let elsewhere = try await SimulatedCloud.start()
    let cluster = try await GoogleCluster()
    cluster.google.inject(Fault(.redirect(to: elsewhere.url), path: "/token"))
    try await expectFailure(cluster, try await cluster.google.serviceAccountFile(), code: 76, "302")
    #expect(elsewhere.connectionCount == 0)
    await elsewhere.stop()
    let other = try await GoogleCluster()
    other.google.inject(Fault(.garbage, path: "/token"))
    try await expectFailure(other, try await other.google.serviceAccountFile(), code: 76, "not JSON")
  }

  @Test("Google's servers are verified against the given authorities only")
  func authorities() async throws {
    for (path, words) in [("", "certificate"), ("/nonexistent/ca", "CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE")] {
      let cluster = try await GoogleCluster()
      let file = try await cluster.google.serviceAccountFile()
      try await expectFailure(
        cluster, file, code: 78, words, environment: ["CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE": path])
      #expect(cluster.google.requestCount == 0)
    }
  }

  private func replace(_ key: String, _ value: String, in file: String) throws -> String {
    var object = try JSONSerialization.jsonObject(with: Data(file.utf8)) as? [String: Any] ?? [:]
    object[key] = value
    return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }
}
