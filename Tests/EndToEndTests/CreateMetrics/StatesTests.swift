import SimulatedCloud
import TestSupport
import Testing

@Suite("create-metrics: states of descriptors", .timeLimit(.minutes(15)))
struct StatesTests {
  typealias Project = MonitoringProject

  @Test("Missing descriptors are created as specified; a second run finds all unchanged")
  func created() async throws {
    let project = try await Project()
    let run = try await project.run()
    #expect(run.code == 0)
    #expect(
      run.text == """
        TYPE                                        STATE     DETAIL
        custom.googleapis.com/cluster/cpu_used      created   -
        custom.googleapis.com/cluster/memory_used   created   -

        """)
    #expect(run.errorText == "create-metrics: 2 descriptors: 2 created; exit 0 ok\n")
    // One list, two creations, one list that shows them.
    #expect(project.requests().map(\.method) == ["GET", "POST", "POST", "GET"])
    let descriptor = project.google.descriptor(Project.cpuUsed)
    #expect(descriptor?["unit"]?.text == "10^2.%")
    #expect(descriptor?["description"]?.text == "Kubernetes Percent CPU Scheduled")
    #expect(descriptor?["labels"]?.elements.compactMap { $0["key"]?.text } == ["cluster_name", "service"])
    let second = ["cpu_used": "unchanged", "memory_used": "unchanged", "exit": "0 ok"]
    #expect(try await project.states() == second)
    #expect(try await project.states("--check") == second)
    #expect(project.requests("POST").count == 2)
  }

  @Test("All series can be created with another prefix, in another project, page by page")
  func allSeries() async throws {
    let project = try await Project()
    let prefix = "custom.googleapis.com/farm/one"
    let states = try await project.states(
      "--all-series", "--metric-prefix", prefix, "--project", project.google.project)
    #expect(states.count == 13 && states.values.count { $0 == "created" } == 12)
    #expect(project.google.descriptorTypes.allSatisfy { $0.hasPrefix("\(prefix)/") })
    let extended = project.google.descriptor("\(prefix)/extended")
    #expect(extended?["metricKind"]?.text == "GAUGE" && extended?["valueType"]?.text == "INT64")
    #expect(extended?["unit"]?.text == "1")
    #expect(
      extended?["labels"]?.elements.compactMap { $0["key"]?.text }
        == ["cluster_name", "resource", "service", "state"])
    project.google.forgetRequests()
    let again = try await project.states("--all-series", "--metric-prefix=\(prefix)", "--page-size", "4")
    #expect(again.values.count { $0 == "unchanged" } == 12)
    #expect(project.requests().map { $0.query["pageSize"] } == ["4", "4", "4"])
  }

  @Test("--check changes nothing: 0 if everything matches, else 1 and a table of what differs")
  func check() async throws {
    let project = try await Project()
    try project.addBare(Project.cpuUsed)
    let run = try await project.run("--check")
    #expect(run.code == 1)
    let lines = run.text.split(separator: "\n")
    try #require(lines.count > 2)
    #expect(lines[1].contains("cpu_used      differs   no unit, no display name, no description"))
    #expect(lines[1].contains("no label service"))
    #expect(lines[2].contains("memory_used   missing"))
    #expect(project.requests().map(\.method) == ["GET"])
  }

  @Test("A descriptor created by a first write causes a warning until --update fixes it")
  func update() async throws {
    let project = try await Project()
    try project.addBare(Project.cpuUsed)
    #expect(try await project.states("--check")["cpu_used"] == "differs")
    let plain = try await project.run()
    #expect(plain.code == 0)
    #expect(plain.errorText.contains("warning: \(Project.cpuUsed) differs: no unit"))
    #expect(plain.errorText.contains("use --update to fix it"))
    let would = ["cpu_used": "would-update", "memory_used": "unchanged", "exit": "0 ok"]
    #expect(try await project.states("--update", "--dry-run") == would)
    #expect(project.google.descriptor(Project.cpuUsed)?["unit"] == nil)
    let updated = ["cpu_used": "updated", "memory_used": "unchanged", "exit": "0 ok"]
    #expect(try await project.states("--update") == updated)
    #expect(project.google.descriptor(Project.cpuUsed)?["unit"]?.text == "10^2.%")
    #expect(try await project.states("--check")["exit"] == "0 ok")
  }

  @Test("--dry-run says what it would create, and sends only one request")
  func dryRun() async throws {
    let project = try await Project()
    let would = ["cpu_used": "would-create", "memory_used": "would-create", "exit": "0 ok"]
    #expect(try await project.states("--dry-run") == would)
    #expect(project.requests().map(\.method) == ["GET"])
  }

  @Test(
    "Another value type is refused with any options, and nothing is changed",
    arguments: ["", "--update"])
  func refused(flag: String) async throws {
    let project = try await Project()
    try project.addBare(Project.cpuUsed, valueType: "INT64")
    let flags = flag.isEmpty ? [] : [flag]
    let run = try await CommandRun(
      Cluster.program("create-metrics"), flags, environment: project.variables())
    #expect(run.code == 3)
    #expect(run.text.contains(#"refused   value type "INT64", not "DOUBLE""#))
    #expect(run.text.contains("memory_used   missing"))
    #expect(run.errorText.contains("nothing was changed"))
    #expect(project.requests("POST").isEmpty)
    let check = ["cpu_used": "differs", "memory_used": "missing", "exit": "1 differs"]
    #expect(try await project.states("--check") == check)
  }

  @Test("--delete --yes deletes existing descriptors, and reports missing ones")
  func delete() async throws {
    let project = try await Project()
    try project.addBare(Project.cpuUsed)
    let would = ["cpu_used": "would-delete", "memory_used": "missing", "exit": "0 ok"]
    #expect(try await project.states("--delete", "--dry-run") == would)
    #expect(project.google.descriptorTypes == [Project.cpuUsed])
    let deleted = ["cpu_used": "deleted", "memory_used": "missing", "exit": "0 ok"]
    #expect(try await project.states("--delete", "--yes") == deleted)
    #expect(project.google.descriptorTypes.isEmpty)
    #expect(project.requests("DELETE").count == 1)
  }

  @Test("The run waits for descriptors to become visible, and then leaves them to a later run")
  func late() async throws {
    var behavior = GoogleBehavior()
    behavior.readsUntilVisible = 3
    let project = try await Project(behavior)
    #expect(try await project.states()["exit"] == "0 ok")
    project.google.behavior.readsUntilVisible = 1_000_000
    project.google.removeDescriptor(Project.cpuUsed)
    project.google.forgetRequests()
    let run = try await CommandRun(
      Cluster.program("create-metrics"), [], environment: project.variables()
    ) { terminate in
      // One list before the descriptor was created, and some after.
      try await waitUntil { project.requests("GET").count > 3 }
      try terminate()
    }
    #expect(run.code == 75)
    #expect(run.text.contains("cpu_used      created     not visible yet"))
  }

  @Test("The run waits for an update to become visible, even if the old descriptor is visible")
  func lateUpdate() async throws {
    let project = try await Project()
    try project.addBare(Project.cpuUsed)
    _ = try await project.run()
    project.google.behavior.readsUntilVisible = 2
    project.google.forgetRequests()
    #expect(try await project.states("--update")["cpu_used"] == "updated")
    #expect(project.requests().map(\.method) == ["GET", "POST", "GET", "GET", "GET"])
  }

  @Test("The run waits for a late descriptor, even if a newer one is visible at once")
  func lateAmongOthers() async throws {
    let project = try await Project()
    let gate = Gate()
    project.google.behavior.readsUntilVisible = 3
    project.google.inject(Fault(.hold(gate), method: "POST", path: "/v3/*", times: 1))
    async let states = project.states()
    try await waitUntil { gate.arrived > 0 }
    project.google.behavior.readsUntilVisible = 0
    gate.open()
    #expect(try await states["exit"] == "0 ok")
    // One list before, three that do not show the descriptor, and one that does.
    #expect(project.requests("GET").count == 5)
  }

  @Test("A workload's own token can impersonate the account that may write metrics")
  func standingIn() async throws {
    let project = try await Project()
    let google = project.google
    let token = try project.folder.write("token", google.subjectToken)
    let file = google.externalAccountFile(.file(token), impersonates: true)
    google.setRoles(["roles/monitoring.metricWriter"], of: google.impersonatedAccount)
    let credentials = ["GOOGLE_APPLICATION_CREDENTIALS": try project.folder.write("credentials", file)]
    let run = try await project.run("--project", google.project, environment: credentials)
    #expect(run.code == 0, "\(run.errorText)")
  }

  @Test("Two runs at once are not an error")
  func two() async throws {
    let project = try await Project()
    async let one = project.run("--all-series")
    async let other = project.run("--all-series")
    #expect(try await [one.code, other.code] == [0, 0])
    project.google.removeDescriptor(Project.cpuUsed)
    project.google.inject(Fault(.statusAfterwards(409), method: "POST", path: "/v3/*", times: 1))
    #expect(try await project.states()["exit"] == "0 ok")
    project.google.inject(Fault(.statusAfterwards(404), method: "DELETE", path: "/v3/*", times: 1))
    let deleted = ["cpu_used": "missing", "memory_used": "deleted", "exit": "0 ok"]
    #expect(try await project.states("--delete", "--yes") == deleted)
  }
}
