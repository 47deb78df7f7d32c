import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods --gke: each kind of credentials", .serialized, .timeLimit(.minutes(15)))
struct CredentialsTests {
  @Test("A run gets a token, has the right identity, and shows no secret", arguments: CredentialKind.allCases)
  func kinds(kind: CredentialKind) async throws {
    let cluster = try await GoogleCluster()
    let file = try await kind.file(cluster)
    let run = try await cluster.reap(["-o", "json"], credentials: file, environment: kind.environment)
    #expect(run.code == 0, "\(run.errorText)")
    #expect(cluster.cloud.pods().isEmpty)
    #expect(Set(cluster.cloud.requests.map(\.user)) == [kind.account(cluster.google)])
    expectNoSecret(run, cluster.secrets(of: file))
    #expect(!cluster.google.tokens.isEmpty)
    await cluster.stop()
  }

  @Test("The lifetime may be a string; one token is enough for the whole run")
  func oneToken() async throws {
    var behavior = GoogleBehavior()
    behavior.saysLifetimeAsString = true
    let cluster = try await GoogleCluster(behavior)
    let run = try await cluster.reap(credentials: try await cluster.google.serviceAccountFile())
    #expect(run.code == 0)
    #expect(cluster.requests("/token").count == 1)
    await cluster.stop()
  }

  @Test("After a 401 from Google or the cluster, the run gets a new token, once")
  func renewal() async throws {
    let cluster = try await GoogleCluster()
    let file = try await cluster.google.serviceAccountFile()
    cluster.google.inject(Fault(.status(401), path: "/v1/projects/*", times: 1))
    #expect(try await cluster.reap(credentials: file).code == 0)
    #expect(cluster.requests("/token").count == 2)
    cluster.google.forgetRequests()
    cluster.cloud.inject(Fault(.status(401), path: "/api/v1/*", times: 1))
    #expect(try await cluster.reap(credentials: file).code == 0)
    #expect(cluster.requests("/token").count == 2)
    cluster.google.forgetRequests()
    cluster.google.inject(Fault(.status(401), path: "/v1/projects/*"))
    let run = try await cluster.reap(credentials: file)
    #expect(run.code == 77)
    #expect(cluster.requests("/token").count == 2)
    #expect(run.errorText.contains(cluster.google.serviceAccount))
    await cluster.stop()
  }

  @Test("A busy token endpoint is asked three times", arguments: [408, 429, 503])
  func tries(status: Int) async throws {
    let cluster = try await GoogleCluster()
    let file = try await cluster.google.serviceAccountFile()
    cluster.google.inject(Fault(.status(status), path: "/token", times: 2))
    #expect(try await cluster.reap(credentials: file).code == 0)
    #expect(cluster.requests("/token").count == 3)
    cluster.google.forgetRequests()
    cluster.google.inject(Fault(.status(status), path: "/token"))
    #expect(try await cluster.reap(credentials: file).code == 69)
    #expect(cluster.requests("/token").count == 3)
    await cluster.stop()
  }

  @Test("The quota project is sent to Google, but not to the cluster")
  func quotaProject() async throws {
    let cluster = try await GoogleCluster()
    let file = try await cluster.google.serviceAccountFile(quotaProject: "billing")
    #expect(try await cluster.reap(credentials: file).code == 0)
    let header = { (request: ReceivedRequest) in request.header("x-goog-user-project") }
    #expect(cluster.requests("/buildlets").map(header) == ["billing"])
    #expect(cluster.cloud.requests.allSatisfy { header($0) == nil })
    cluster.google.forgetRequests()
    let mine = ["GOOGLE_CLOUD_QUOTA_PROJECT": "mine"]
    #expect(try await cluster.reap(credentials: file, environment: mine).code == 0)
    #expect(cluster.requests("/buildlets").map(header) == ["mine"])
    await cluster.stop()
  }

  @Test("Unencrypted requests to this machine do not use a proxy")
  func proxy() async throws {
    let cluster = try await GoogleCluster()
    let plain = [
      "http_proxy": "http://127.0.0.1:1",
      "CLOUDSDK_API_ENDPOINT_OVERRIDES_CONTAINER": cluster.google.plainURL,
    ]
    #expect(try await cluster.reap(environment: plain).code == 0)
    let file = try await cluster.google.serviceAccountFile(tokenURI: cluster.google.plainURL + "/token")
    #expect(try await cluster.reap(credentials: file, environment: plain).code == 0)
    await cluster.stop()
  }

  @Test("gcloud's own file is found")
  func gcloud() async throws {
    let cluster = try await GoogleCluster()
    _ = try cluster.folder.write("application_default_credentials.json", cluster.google.authorizedUserFile())
    #expect(try await cluster.reap(environment: ["CLOUDSDK_CONFIG": cluster.folder.path]).code == 0)
    #expect(Set(cluster.cloud.requests.map(\.user)) == [cluster.google.person])
    await cluster.stop()
  }
}

func expectNoSecret(_ run: CommandRun, _ secrets: [String]) {
  for secret in secrets {
    #expect(!run.text.contains(secret))
    #expect(!run.errorText.contains(secret))
  }
}
