import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "What the programs send to Google is what Google's own documents and messages know",
  .enabled(if: Python.isThere, "Google's Python client is not there: make setup-tests installs it from PyPI"))
struct GoogleRequestsTests {
  @Test("reap-pods --gke, with credentials of a file and through impersonation")
  func reapPods() async throws {
    let google = try await SimulatedGoogle.start()
    let cloud = try await SimulatedCloud.start()
    try await google.add(SimulatedCluster(cloud))
    let folder = try TemporaryFolder()
    let source = try await google.serviceAccountFile()
    for file in [source, try google.impersonatedFile(source: source)] {
      var environment = google.environment
      environment["GOOGLE_APPLICATION_CREDENTIALS"] = try folder.write("credentials.json", file)
      let cluster = "projects/\(google.project)/locations/us-central1-f/clusters/buildlets"
      let run = try await CommandRun(
        Cluster.program("reap-pods"), ["--gke", cluster, "-A"], environment: environment)
      #expect(run.code == 0, "\(run.errorText)")
    }
    #expect(cloud.requests.compactMap(\.user).contains(google.impersonatedAccount))
    #expect(google.requests.filter { $0.path.hasSuffix("/clusters/buildlets") }.count == 2)
    #expect(try await GoogleSchemas.problems(google.requests) == [])
    await google.stop()
    await cloud.stop()
  }
}
