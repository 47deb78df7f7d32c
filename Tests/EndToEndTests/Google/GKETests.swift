import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods --gke: endpoints of the cluster", .serialized, .timeLimit(.minutes(15)))
struct GKETests {
  /// A run on the given kind of cluster.
  private func run(
    _ arguments: [String] = [], cluster name: String = GoogleCluster.name,
    roles: Set<String>? = nil, _ change: (inout SimulatedCluster) -> Void = { _ in }
  ) async throws -> (run: CommandRun, requests: [ReceivedRequest], google: SimulatedGoogle) {
    let cluster = try await GoogleCluster(change: change)
    let file = try await cluster.google.serviceAccountFile()
    if let roles { cluster.google.setRoles(roles, of: cluster.google.serviceAccount) }
    let run = try await cluster.reap(["-o", "json"] + arguments, cluster: name, credentials: file)
    expectNoSecret(run, cluster.secrets(of: file))
    let requests = cluster.cloud.requests
    await cluster.stop()
    return (run, requests, cluster.google)
  }

  private func server(_ run: CommandRun) throws -> String {
    try #require(try Report(run)["cluster.server"] as? String)
  }

  @Test("The IP endpoint is used if it is on; the DNS endpoint if it is not, or if requested")
  func endpoints() async throws {
    let automatic = try await run()
    #expect(automatic.run.code == 0)
    #expect(try server(automatic.run).hasPrefix("https://127.0.0.1:"))
    #expect(
      try Report(automatic.run)["cluster.context"] as? String == "gke_build-project_us-central1-f_buildlets")
    let byName = try await run(["--gke-endpoint", "dns"])
    #expect(byName.run.code == 0)
    #expect(try server(byName.run).hasPrefix("https://localhost:"))
    let only = try await run { $0.allowsIPAccess = false }
    #expect(only.run.code == 0)
    #expect(try server(only.run).hasPrefix("https://localhost:"))
    let byAddress = try await run(["--gke-endpoint", "ip"])
    #expect(byAddress.run.code == 0)
    #expect(try server(byAddress.run).hasPrefix("https://127.0.0.1:"))
  }

  @Test("A single request gets everything that is needed")
  func fields() async throws {
    let found = try await run()
    let asked = found.google.requests.filter { $0.path.hasSuffix("/clusters/buildlets") }
    #expect(asked.count == 1)
    #expect(asked.first?.query["fields"]?.contains("masterAuth(clusterCaCertificate") == true)
  }

  @Test("A legacy client certificate authenticates the run without a token")
  func legacy() async throws {
    let found = try await run { $0.legacyCertificateUser = SimulatedCloud.admin }
    #expect(found.run.code == 0)
    #expect(Set(found.requests.map(\.user)) == [SimulatedCloud.admin])
    #expect(found.requests.allSatisfy { $0.header("Authorization") == nil })
    // Behind the DNS endpoint is a server of Google's, which accepts only tokens.
    let byName = try await run(["--gke-endpoint", "dns"]) { $0.legacyCertificateUser = SimulatedCloud.admin }
    #expect(byName.run.code == 0)
    #expect(Set(byName.requests.map(\.user)) == [byName.google.serviceAccount])
  }

  @Test("If an endpoint is off, the error says how to enable it")
  func closed() async throws {
    for (arguments, change, words) in [
      (["--gke-endpoint", "ip"], { $0.allowsIPAccess = false }, "--enable-ip-access"),
      (["--gke-endpoint", "dns"], { $0.allowsExternalTraffic = false }, "--enable-dns-access"),
      (["--gke-endpoint", "dns"], { $0.hasDNSEndpoint = false }, "--enable-dns-access"),
    ] as [([String], (inout SimulatedCluster) -> Void, String)] {
      let found = try await run(arguments, change)
      #expect(found.run.code == 78)
      #expect(found.run.errorText.contains(words))
      #expect(found.requests.isEmpty)
    }
  }

  @Test("A cluster that is being created or does not exist is an error")
  func absent() async throws {
    let young = try await run {
      $0.status = .provisioning
      $0.hasDNSEndpoint = false
    }
    #expect(young.run.code == 69)
    #expect(young.run.errorText.contains("PROVISIONING"))
    let wrong = "projects/build-project/locations/us-central1-f/clusters/other"
    let absent = try await run(cluster: wrong)
    #expect(absent.run.code == 78)
    #expect(absent.run.errorText.contains("check the names in --gke"))
    #expect(absent.run.errorText.contains(wrong))
  }

  @Test("If access to GKE is denied, the error names the missing role and the account")
  func forbidden() async throws {
    let found = try await run(roles: ["roles/monitoring.metricWriter"])
    #expect(found.run.code == 77)
    for words in [
      "container.clusters.get", "roles/container.clusterViewer", found.google.serviceAccount, "build-project",
    ] { #expect(found.run.errorText.contains(words)) }
  }

  @Test("If the cluster denies access, the error names the account")
  func forbiddenInside() async throws {
    let cluster = try await GoogleCluster(admins: [])
    let run = try await cluster.reap(credentials: try await cluster.google.serviceAccountFile())
    #expect(run.code == 77)
    #expect(run.errorText.contains("as \(cluster.google.serviceAccount) ("))
    await cluster.stop()
  }

  @Test("An unavailable API is retried, and is then 69")
  func unavailable() async throws {
    let cluster = try await GoogleCluster()
    let file = try await cluster.google.serviceAccountFile()
    cluster.google.inject(Fault(.status(503), path: "/v1/projects/*", times: 2))
    #expect(try await cluster.reap(credentials: file).code == 0)
    cluster.google.inject(Fault(.garbage, path: "/v1/projects/*", times: 1))
    #expect(try await cluster.reap(credentials: file).code == 76)
    let elsewhere = try await SimulatedCloud.start()
    cluster.google.inject(Fault(.redirect(to: elsewhere.url), path: "/v1/projects/*", times: 1))
    #expect(try await cluster.reap(credentials: file).code == 76)
    #expect(elsewhere.connectionCount == 0)
    await elsewhere.stop()
    await cluster.stop()
  }

  @Test(
    "Conflicting options are 64, before any request",
    arguments: [
      ["--gke", ""], ["--gke", "buildlets"], ["--gke", GoogleCluster.name, "--kubeconfig", "x"],
      ["--gke", GoogleCluster.name, "--context", "x"], ["--gke", GoogleCluster.name, "--snapshot", "x"],
      ["--gke", GoogleCluster.name, "--gke-endpoint", "public"], ["--gke-endpoint", "dns"],
    ])
  func usage(arguments: [String]) async throws {
    let google = try await SimulatedGoogle.start()
    let program = Cluster.program("reap-pods")
    let run = try await CommandRun(program, ["-A"] + arguments, environment: google.environment)
    #expect(run.code == 64)
    #expect(google.requestCount == 0)
    await google.stop()
  }

  @Test("--namespace or --all-namespaces is required")
  func namespace() async throws {
    let google = try await SimulatedGoogle.start()
    let run = try await CommandRun(
      Cluster.program("reap-pods"), ["--gke", GoogleCluster.name], environment: google.environment)
    #expect(run.code == 64)
    #expect(run.errorText.contains("--namespace"))
    #expect(google.requestCount == 0)
    await google.stop()
  }

  @Test("An override that is not safe for a token is 78, and gets no token")
  func override() async throws {
    let cluster = try await GoogleCluster()
    let run = try await cluster.reap(
      credentials: try await cluster.google.serviceAccountFile(),
      environment: ["CLOUDSDK_API_ENDPOINT_OVERRIDES_CONTAINER": "http://container.example/"])
    #expect(run.code == 78)
    #expect(run.errorText.contains("CLOUDSDK_API_ENDPOINT_OVERRIDES_CONTAINER"))
    #expect(cluster.google.requestCount == 0)
    await cluster.stop()
  }

  @Test("A run that fails before it knows the cluster uses the same name in its metrics")
  func metrics() async throws {
    let cluster = try await GoogleCluster()
    let file = cluster.folder.path + "/run.prom"
    for (code, environment) in [(0, [:]), (69, ["GCE_METADATA_HOST": "127.0.0.1:1"])] {
      let run = try await cluster.reap(["--metrics-file", file], environment: environment)
      #expect(run.code == code)
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(text.contains(#"cluster="gke_build-project_us-central1-f_buildlets""#))
    }
    await cluster.stop()
  }
}
