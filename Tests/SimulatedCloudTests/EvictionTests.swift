import SimulatedCloud
import Testing

@Suite("Evicting a pod", .timeLimit(.minutes(15)))
struct EvictionTests {
  private func cloud(_ budgets: SimulatedBudget...) async throws -> (SimulatedCloud, Curl) {
    let cloud = try await SimulatedCloud.start(Behavior(terminationTime: nil))
    var running = SimulatedPod("running")
    running.uid = "82da23be-f1c8-4e1b-bc4b-9fbd8a693de0"
    running.labels = ["role": "buildlet"]
    running.nodeName = "node-1"
    running.phase = "Running"
    for pod in [running, SimulatedPod("waiting")] { cloud.add(pod) }
    for budget in budgets { cloud.add(budget) }
    return (cloud, try Curl(cloud))
  }

  private func evict(
    _ curl: Curl, _ name: String = "running", options: String = "{}", query: String = ""
  ) async throws -> Curl.Reply {
    let body = """
      {"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"\(name)"},"deleteOptions":\(options)}
      """
    return try await curl.send("POST", DeletionTests.pods + name + "/eviction" + query, body: body)
  }

  @Test("An eviction deletes the pod and sets a condition in its status")
  func evicted() async throws {
    let (cloud, curl) = try await cloud()
    #expect(try await evict(curl, options: #"{"gracePeriodSeconds":5}"#).status == 201)
    let pod = try await curl.get(DeletionTests.pods + "running").json
    #expect(pod["metadata"]?["deletionGracePeriodSeconds"] == 5)
    #expect(pod["status"]?["conditions"]?.elements.last?["type"] == "DisruptionTarget")
    #expect(try await evict(curl, "waiting").status == 201)
    #expect(cloud.pod("waiting", namespace: "builds") == nil)
    #expect(try await evict(curl, "waiting").status == 404)
    await cloud.stop()
  }

  @Test("An eviction may be a dry run, set in the options or the query")
  func dryRun() async throws {
    let (cloud, curl) = try await cloud(SimulatedBudget("b", disruptionsAllowed: 1))
    let before = cloud.resourceVersion
    #expect(try await evict(curl, options: #"{"dryRun":["All"]}"#).status == 201)
    #expect(try await evict(curl, query: "?dryRun=All").status == 201)
    #expect(cloud.resourceVersion == before)
    #expect(try await evict(curl).status == 201)
    await cloud.stop()
  }

  @Test(
    "An eviction with wrong preconditions is a conflict",
    arguments: [#""uid":"00000000-0000-0000-0000-000000000000""#, #""resourceVersion":"1""#])
  func preconditions(precondition: String) async throws {
    let (cloud, curl) = try await cloud()
    let reply = try await evict(curl, options: #"{"preconditions":{\#(precondition)}}"#)
    #expect(reply.status == 409)
    #expect(reply.json["reason"] == "Conflict")
    #expect(cloud.pod("running", namespace: "builds")?.isTerminating == false)
    await cloud.stop()
  }

  @Test("An eviction with a resource version survives the server's own update of the pod")
  func bound() async throws {
    let (cloud, curl) = try await cloud()
    let pod = try #require(cloud.pod("running", namespace: "builds"))
    let preconditions = #"{"uid":"\#(pod.uid)","resourceVersion":"\#(pod.resourceVersion)"}"#
    #expect(try await evict(curl, options: #"{"preconditions":\#(preconditions)}"#).status == 201)
    #expect(cloud.pod("running", namespace: "builds")?.isTerminating == true)
    await cloud.stop()
  }

  @Test("An eviction is refused without Retry-After if the budget is used up")
  func exhausted() async throws {
    let (cloud, curl) = try await cloud(SimulatedBudget("b", labels: ["role": "buildlet"]))
    let reply = try await evict(curl)
    let cause = reply.json["details"]?["causes"]?.elements.first
    #expect(reply.status == 429)
    #expect(reply.headers["retry-after"] == nil)
    #expect(cause?["reason"] == "DisruptionBudget")
    #expect(cause?["message"] == "The disruption budget b needs 1 healthy pods and has 1 currently")
    await cloud.stop()
  }

  @Test("An eviction uses up a disruption budget")
  func charged() async throws {
    let (cloud, curl) = try await cloud(SimulatedBudget("b", disruptionsAllowed: 1))
    var other = SimulatedPod("other")
    other.nodeName = "node-1"
    other.phase = "Running"
    cloud.add(other)
    #expect(try await evict(curl).status == 201)
    #expect(try await evict(curl, "other").status == 429)
    cloud.removeBudgets()
    #expect(try await evict(curl, "other").status == 201)
    await cloud.stop()
  }

  @Test(
    "Only budgets that cover a disrupted pod count",
    arguments: [
      ("running", SimulatedBudget("b", namespace: "other")),
      ("running", SimulatedBudget("b", labels: ["role": "database"])), ("waiting", SimulatedBudget("b")),
    ])
  func uncovered(name: String, budget: SimulatedBudget) async throws {
    let (cloud, curl) = try await cloud(budget)
    #expect(try await evict(curl, name).status == 201)
    await cloud.stop()
  }

  @Test("An eviction under two budgets is a server error without a reason")
  func severalBudgets() async throws {
    let (cloud, curl) = try await cloud(SimulatedBudget("a"), SimulatedBudget("b"))
    let reply = try await evict(curl)
    #expect(reply.status == 500)
    #expect(reply.json["reason"] == nil)
    #expect(reply.json["message"]?.text?.contains("more than one PodDisruptionBudget") == true)
    await cloud.stop()
  }

  @Test("An eviction must name the pod in its path")
  func name() async throws {
    let (cloud, curl) = try await cloud()
    let reply = try await curl.send(
      "POST", DeletionTests.pods + "running/eviction", body: #"{"metadata":{"name":"waiting"}}"#)
    #expect(reply.status == 400)
    await cloud.stop()
  }

  @Test("An eviction needs its own permission")
  func permission() async throws {
    let (cloud, curl) = try await cloud()
    cloud.addToken("t", user: "reaper")
    cloud.allow("reaper", verbs: ["delete"], resources: ["pods"])
    func status() async throws -> Int {
      try await curl.send(
        "POST", DeletionTests.pods + "waiting/eviction", body: #"{"metadata":{"name":"waiting"}}"#,
        as: .token("t")
      ).status
    }
    #expect(try await status() == 403)
    cloud.allow("reaper", verbs: ["create"], resources: ["pods/eviction"])
    #expect(try await status() == 201)
    await cloud.stop()
  }
}
