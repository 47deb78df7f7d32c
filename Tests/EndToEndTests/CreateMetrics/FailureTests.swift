import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("create-metrics: failures and their messages", .timeLimit(.minutes(15)))
struct FailureTests {
  typealias Project = MonitoringProject

  @Test(
    "Options that conflict or have empty values are 64, before any request",
    arguments: [
      ["--delete"], ["--yes"], ["--check", "--update"], ["--check", "--delete", "--yes"],
      ["--project", ""], ["--project", "a/b"], ["--metric-prefix", " "], ["--metric-prefix", "cluster"],
      ["--deadline", "5"], ["--request-timeout", "0s"], ["--output", "xml"], ["--metrics-file", "a.txt"],
      ["--cluster-name", ""], ["--no-such-flag"],
    ])
  func usage(arguments: [String]) async throws {
    let project = try await Project()
    let run = try await CommandRun(
      Cluster.program("create-metrics"), arguments, environment: project.variables())
    #expect(run.code == 64)
    #expect(project.google.requestCount == 0)
  }

  @Test("403 says which role is missing, on which project, and for whom")
  func forbidden() async throws {
    let project = try await Project()
    let account = project.google.machineAccount
    project.google.setRoles([], of: account)
    let run = try await project.run()
    #expect(run.code == 77)
    #expect(
      run.errorText.contains(
        "; grant roles/monitoring.metricWriter on project build-project to \(account)"))
    #expect(project.requests().count == 1)
    project.google.setRoles(["roles/monitoring.metricWriter"], of: account)
    #expect(try await project.states()["exit"] == "0 ok")
    let delete = try await project.run("--delete", "--yes")
    #expect(delete.code == 77)
    #expect(delete.errorText.contains("grant roles/monitoring.editor on project build-project to \(account)"))
    #expect(delete.text.contains("cpu_used      failed"))
    // The second one would be denied too.
    #expect(project.requests("DELETE").count == 1)
  }

  @Test("A rejected token is renewed once; 77 if that does not help")
  func unauthorized() async throws {
    let project = try await Project()
    project.google.inject(Fault(.status(401), path: "/v3/*", times: 1))
    #expect(try await project.states()["exit"] == "0 ok")
    project.google.inject(Fault(.status(401), path: "/v3/*"))
    project.google.forgetRequests()
    #expect(try await project.states()["exit"] == "77 noperm")
    #expect(project.requests().count == 2)
  }

  @Test("A descriptor that the service rejects does not stop the others; 76")
  func oneFails() async throws {
    let project = try await Project()
    project.google.inject(Fault(.status(400), method: "POST", path: "/v3/*", times: 1))
    let states = ["cpu_used": "failed", "memory_used": "created", "exit": "76 protocol"]
    #expect(try await project.states() == states)
  }

  @Test(
    "Unexpected answers are 76",
    arguments: [
      .garbage, .redirect(to: "https://127.0.0.1:1/"),
      .answer(status: 200, headers: [:], body: #"{"metricDescriptors":[{}]}"#),
      .answer(status: 200, headers: [:], body: #"{"nextPageToken":"again"}"#),
      .answer(status: 404, headers: ["Content-Type": "text/html"], body: "<html>"),
    ] as [FaultAction])
  func protocolErrors(_ fault: FaultAction) async throws {
    let project = try await Project()
    project.google.inject(Fault(fault, path: "/v3/*"))
    let run = try await project.run()
    #expect(run.code == 76, "\(run.errorText)")
    #expect(run.text == "No descriptors were checked.\n")
    #expect(project.requests("POST").isEmpty)
  }

  @Test("A project that Google does not know is 78")
  func unknownProject() async throws {
    let project = try await Project()
    let notFound = #"{"error":{"code":404,"message":"Project not found.","status":"NOT_FOUND"}}"#
    project.google.inject(
      Fault(
        .answer(status: 404, headers: ["Content-Type": "application/json"], body: notFound), path: "/v3/*"))
    let run = try await project.run()
    #expect(run.code == 78, "\(run.errorText)")
    #expect(run.errorText.contains("Project not found. (404)"))
    #expect(run.errorText.contains("; does project build-project exist?"))
  }

  @Test("A web page with status 200 does not count as created or deleted")
  func pages() async throws {
    let project = try await Project()
    func page(_ method: String) -> Fault {
      let page = FaultAction.answer(
        status: 200, headers: ["Content-Type": "text/html"], body: "<html>Log in</html>")
      return Fault(page, method: method, path: "/v3/*", times: 2)
    }
    project.google.inject(page("POST"))
    let failed = ["cpu_used": "failed", "memory_used": "failed", "exit": "76 protocol"]
    #expect(try await project.states() == failed)
    #expect(try await project.states()["cpu_used"] == "created")
    project.google.inject(page("DELETE"))
    #expect(try await project.states("--delete", "--yes") == failed)
    #expect(try await project.states()["cpu_used"] == "unchanged")
  }

  @Test("A request is retried after a 500 and after a broken connection")
  func retries() async throws {
    let project = try await Project()
    project.google.inject(Fault(.status(500), method: "POST", path: "/v3/*", times: 1))
    project.google.inject(Fault(.reset, method: "GET", path: "/v3/*", times: 1))
    #expect(try await project.states()["exit"] == "0 ok")
  }

  @Test("After an exhausted quota, nothing is requested for half a minute, up to the deadline")
  func quota() async throws {
    let project = try await Project()
    project.google.inject(Fault(.status(429, retryAfter: "0"), path: "/v3/*"))
    let run = try await inTime([5, 10, 20]) { seconds in
      project.google.forgetRequests()
      let run = try await project.run("--deadline", "\(seconds)s")
      return run.errorText.contains("the run is ending (last attempt: status 429)") ? run : nil
    }
    #expect(run.code == 75)
    #expect(project.requests().count == 1)
  }

  @Test("An unreachable or silent service is 69")
  func unreachable() async throws {
    let project = try await Project()
    let gone = ["CLOUDSDK_API_ENDPOINT_OVERRIDES_MONITORING": "https://127.0.0.1:1"]
    #expect(try await project.run(environment: gone).code == 69)
    project.google.inject(Fault(.hold(Gate()), path: "/v3/*"))
    let silent = try await project.run("--request-timeout", "1s")
    #expect(silent.code == 69)
    #expect(silent.errorText.contains("raise --request-timeout"))
  }

  @Test("Missing credentials, and an endpoint that must not get a token, are 78")
  func config() async throws {
    let project = try await Project()
    let missing = ["GOOGLE_APPLICATION_CREDENTIALS": project.folder.path + "/none.json"]
    #expect(try await project.run(environment: missing).code == 78)
    let plain = ["CLOUDSDK_API_ENDPOINT_OVERRIDES_MONITORING": "http://monitoring.example.com"]
    #expect(try await project.run(environment: plain).code == 78)
    #expect(project.requests().isEmpty)
  }

  @Test("Outputs that cannot be written are 73 and 74")
  func outputs() async throws {
    let project = try await Project()
    #expect(try await project.run("--metrics-file", "/no/such/folder/a.prom").code == 73)
    let full = try await CommandRun(
      "sh", ["-c", "\(Cluster.program("create-metrics")) >/dev/full"], environment: project.variables())
    #expect(full.code == 74)
  }

  @Test("The metrics file counts descriptors by state, also after a failure")
  func metricsFile() async throws {
    let project = try await Project()
    let file = project.folder.path + "/run.prom"
    _ = try await project.run("--metrics-file", file, "--cluster-name", "buildlets")
    var text = try String(contentsOfFile: file, encoding: .utf8)
    let labels = { (state: String) in #"{cluster="buildlets",state="\#(state)",tool="create-metrics"}"# }
    #expect(text.contains("podkeeper_create_metrics_descriptors\(labels("created")) 2\n"))
    #expect(text.contains("podkeeper_create_metrics_descriptors\(labels("refused")) 0\n"))
    project.google.setRoles([], of: project.google.machineAccount)
    _ = try await project.run("--metrics-file", file, "--cluster-name", "buildlets")
    text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains(#"podkeeper_run_exit_code{cluster="buildlets",tool="create-metrics"} 77"#))
  }

  @Test(
    "No output shows a secret, for any answer of the service",
    arguments: [nil, .status(401), .status(403), .garbage] as [FaultAction?])
  func secrets(_ fault: FaultAction?) async throws {
    let project = try await Project()
    let file = try await project.google.serviceAccountFile()
    let path = try project.folder.write("key.json", file)
    if let fault { project.google.inject(Fault(fault, path: "/v3/*")) }
    let run = try await project.run(
      "--log-level", "debug", "--log-format", "json", "-o", "json",
      environment: ["GOOGLE_APPLICATION_CREDENTIALS": path])
    let key = file.components(separatedBy: "\\n").filter { $0.count == 64 }
    #expect(!project.google.tokens.isEmpty && !key.isEmpty)
    for secret in project.google.tokens + key {
      #expect(!run.text.contains(secret) && !run.errorText.contains(secret))
    }
  }

  @Test("A project ID that the metadata server cut off is not used")
  func cutProject() async throws {
    let project = try await MonitoringProject()
    project.google.inject(Fault(.cut(after: 4, .closed), path: "/computeMetadata/v1/project/project-id"))
    let run = try await project.run()
    #expect(run.code == 76, "\(run.errorText)")
    #expect(project.requests().isEmpty)
    await project.google.stop()
  }
}
