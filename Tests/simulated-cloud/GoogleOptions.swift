import ArgumentParser
import SimulatedCloud

struct GoogleOptions: ParsableArguments {
  @Flag(
    name: .customLong("google"),
    help: ArgumentHelp(
      "Also simulate Google Cloud: metadata server, tokens, GKE and Cloud Monitoring.",
      discussion: """
        Writes google.env (to source in a shell), google-ca.crt and a credential file of each kind to the \
        directory. To show the points in Cloud Monitoring, run: curl "$SIMULATED_GOOGLE_URL/points".
        """))
  var isOn = false

  @Option(name: .customLong("google-project"), help: ArgumentHelp("The project ID.", valueName: "id"))
  var project = "build-project"

  @Option(
    name: .customLong("google-fault"),
    help: ArgumentHelp("Like --fault, for Google's services: 'POST /v3/* status=503 x3'.", valueName: "text"))
  var faults: [Fault] = []

  /// Starts the simulated Google Cloud, which then lists the cluster.
  func start(with cluster: SimulatedCluster, log: Bool) async throws -> SimulatedGoogle? {
    guard isOn else { return nil }
    let google = try await SimulatedGoogle.start(
      project: project, keepsRequests: false, onAnswer: log ? RequestLine.printGoogle : nil)
    try await google.add(cluster)
    for fault in faults { google.inject(fault) }
    return google
  }

  func validate() throws {
    guard isOn || faults.isEmpty else { throw ValidationError("--google-fault needs --google") }
  }
}
