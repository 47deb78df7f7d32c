import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "Requests to Google match Google's own documents and message definitions",
  .enabled(if: Python.isThere, "Google's Python client is not there: make setup-tests installs it from PyPI"),
  .timeLimit(.minutes(15)))
struct GoogleRequestsTests {
  @Test("reap-pods --gke, with a credential file and with impersonation")
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

  @Test("create-metrics and sample-capacity, with all series")
  func metrics() async throws {
    let google = try await SimulatedGoogle.start()
    let cloud = try await SimulatedCloud.start()
    var node = SimulatedNode("node-1")
    node.capacity["nvidia.com/gpu"] = "2"
    node.allocatable?["nvidia.com/gpu"] = "2"
    cloud.add(node)
    try await google.add(SimulatedCluster(cloud))
    let folder = try TemporaryFolder()
    var environment = google.environment
    environment["GOOGLE_APPLICATION_CREDENTIALS"] = try folder.write(
      "credentials.json", try await google.serviceAccountFile())
    let cluster = "projects/\(google.project)/locations/us-central1-f/clusters/buildlets"
    let runs = [
      ("create-metrics", ["--all-series"]), ("create-metrics", ["--all-series", "--check"]),
      (
        "sample-capacity",
        ["--gke", cluster, "--to", "cloud-monitoring", "--all-series", "--state", folder.path]
      ),
      ("create-metrics", ["--all-series", "--delete", "--yes"]),
    ]
    for (program, arguments) in runs {
      let run = try await CommandRun(Cluster.program(program), arguments, environment: environment)
      #expect(run.code == 0, "\(program) \(arguments): \(run.errorText)")
      guard program == "sample-capacity" else { continue }
      #expect(google.points.count > 2)
      #expect(google.points(of: "custom.googleapis.com/cluster/extended").count == 6)
    }
    #expect(google.requests.contains { $0.path.hasSuffix("/timeSeries") })
    #expect(try await GoogleSchemas.problems(google.requests) == [])
    await google.stop()
    await cloud.stop()
  }
}
