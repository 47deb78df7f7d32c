import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods --gke: credentials that are wrong", .serialized, .timeLimit(.minutes(15)))
struct WrongCredentialsTests {
  /// One run that must fail, say why, show no secret and never get to the cluster.
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

  @Test("A key that was deleted or has expired")
  func deletedKey() async throws {
    let cluster = try await GoogleCluster()
    let file = try await cluster.google.serviceAccountFile()
    cluster.google.removeKeys(of: cluster.google.serviceAccount)
    try await expectFailure(
      cluster, file, code: 78, "invalid_grant", "Invalid JWT Signature", "make a new key",
      cluster.google.serviceAccount)
  }

  @Test("A clock that is wrong")
  func clock() async throws {
    let cluster = try await GoogleCluster()
    cluster.google.behavior.now = Int64(Date().timeIntervalSince1970) + 7200
    try await expectFailure(
      cluster, try await cluster.google.serviceAccountFile(), code: 78, "invalid_grant", "clock right?")
  }

  @Test("A wrong audience")
  func audience() async throws {
    let cluster = try await GoogleCluster()
    let file = try await cluster.google.serviceAccountFile(tokenURI: cluster.google.url + "/token?x")
    try await expectFailure(cluster, file, code: 78, "invalid_grant", "audience")
  }

  @Test("A key that is no PEM, of another kind, or missing")
  func badPEM() async throws {
    for (key, words) in [("s3cret", "cannot be read as PEM"), ("", "is missing")] {
      let cluster = try await GoogleCluster()
      let file = try replace("private_key", key, in: try await cluster.google.serviceAccountFile())
      try await expectFailure(cluster, file, code: 78, "private_key: ", words)
    }
  }

  @Test("A login that was revoked")
  func revoked() async throws {
    let cluster = try await GoogleCluster()
    let file = cluster.google.authorizedUserFile()
    cluster.google.revokeRefreshTokens()
    try await expectFailure(
      cluster, file, code: 78, "invalid_grant", "gcloud auth application-default login")
  }

  @Test("A client's secret that is wrong")
  func wrongClient() async throws {
    let cluster = try await GoogleCluster()
    let file = try replace("client_secret", "wr0ng", in: cluster.google.authorizedUserFile())
    try await expectFailure(cluster, file, code: 78, "invalid_client")
  }

  @Test("Impersonation that is not allowed, or of nobody")
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

  @Test("A subject token that the provider does not take, or that is not there")
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

  @Test("A program that may not be run, is not there, or fails")
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

  @Test("Credentials that we do not support")
  func unsupported() async throws {
    let cluster = try await GoogleCluster()
    let file = cluster.google.externalAccountFile(.url()).replacing(#""url""#, with: #""environment_id""#)
    try await expectFailure(cluster, file, code: 78, "AWS are not supported")
  }

  @Test("A machine without the scope, and one without an account")
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

  @Test("What is no metadata server gets no say, and one that is down is 69")
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

  @Test("A file that is missing")
  func missing() async throws {
    try await expectFailure(
      try await GoogleCluster(), nil, code: 78, "GOOGLE_APPLICATION_CREDENTIALS", "/nonexistent/key",
      environment: ["GOOGLE_APPLICATION_CREDENTIALS": "/nonexistent/key"])
  }

  @Test("A redirect is not followed, and what is no token is none")
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

  @Test("Google's servers are verified, against exactly the given authorities")
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
