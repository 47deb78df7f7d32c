import Shared
import SimulatedCloud
import TestSupport
import Testing

@Suite("Google's APIs with the machine's credentials", .timeLimit(.minutes(15)))
struct GoogleAPITests {
  /// Makes calls on a separate thread.
  private func calls<Answer: Sendable>(
    _ google: SimulatedGoogle, _ environment: [String: String] = [:], scopes: GoogleScopes = .writeMetrics,
    _ body: @escaping @Sendable (GoogleAPI) throws -> Answer
  ) async throws -> Answer {
    let variables = google.environment.merging(environment) { $1 }
    return try await onOwnThread {
      let log = Log(tool: "test", level: .error, marksPriority: false, write: { _ in })
      return try body(
        try GoogleAPI(
          environment: variables, scopes: scopes, requestTimeout: .seconds(30), stopSource: nil, log: log))
    }
  }

  @Test("The metadata server describes the machine, and unknown values are nil")
  func metadata() async throws {
    var behavior = GoogleBehavior()
    behavior.instanceAttributes = ["cluster-name": "builds\n"]
    let google = try await SimulatedGoogle.start(behavior)
    let found = try await calls(google) { api in
      (try [.zone, .clusterName, .clusterLocation].map { try api.metadata($0) }, api.identity())
    }
    #expect(found.0 == ["us-central1-f", "builds", nil])
    #expect(found.1 == google.machineAccount)
    await google.stop()
  }

  @Test("The project comes from the option, the variable or the machine")
  func project() async throws {
    let google = try await SimulatedGoogle.start()
    #expect(try await calls(google) { try $0.project(given: nil) } == google.project)
    let other = ["GOOGLE_CLOUD_PROJECT": "other"]
    let found = try await calls(google, other) { api in
      [try api.project(given: nil), try api.project(given: "given")]
    }
    #expect(found == ["other", "given"])
    await google.stop()
  }

  @Test("A call that the machine's scopes do not cover is an error")
  func scopes() async throws {
    var behavior = GoogleBehavior()
    behavior.instanceScopes = ["https://www.googleapis.com/auth/monitoring.write"]
    let google = try await SimulatedGoogle.start(behavior)
    let url = google.url + "/v3/projects/\(google.project)/metricDescriptors"
    func ask(_ scopes: GoogleScopes) async throws -> Int {
      try await calls(google, scopes: scopes) { api in
        try api.client.perform(HTTPRequest(.get, url, repeatability: .safe)).status
      }
    }
    #expect(try await ask(.writeMetrics) == 200)
    for scopes in [GoogleScopes.manageMetrics, .cluster] {
      let error = await #expect(throws: HTTPError.self) { try await ask(scopes) }
      #expect(error?.exitStatus == .noperm)
    }
    await google.stop()
  }

  @Test("An error of the metadata server contains its message", arguments: [403, 503])
  func refusal(status: Int) async throws {
    let google = try await SimulatedGoogle.start()
    let answer = FaultAction.answer(
      status: status, headers: ["Metadata-Flavor": "Google"], body: "not for this pod")
    google.inject(Fault(answer, path: "/computeMetadata/*"))
    let error = await #expect(throws: GoogleError.self) {
      try await calls(google) { try $0.metadata(.zone) }
    }
    #expect(error?.description.contains("not for this pod") == true)
    #expect(error?.exitStatus == (status == 403 ? .config : .unavailable))
    await google.stop()
  }
}
