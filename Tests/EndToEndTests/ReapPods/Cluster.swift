import Foundation
import SimulatedCloud
import TestSupport

/// A test's own cluster, simulated or part of a real one, and the built programs to run against it.
struct Cluster {
  private let simulated: SimulatedCloud?
  let real: RealCluster?
  let folder: TemporaryFolder
  let kubeconfig: String

  /// - Parameter behavior: how a simulated cloud behaves.
  init(_ behavior: Behavior = Behavior(), pods: [SimulatedPod] = []) async throws {
    folder = try TemporaryFolder()
    if let (kubeconfig, run) = RealCluster.chosen {
      (simulated, real) = (nil, RealCluster(kubeconfig: kubeconfig, run: run, folder: folder))
      self.kubeconfig = kubeconfig
    } else {
      let cloud = try await SimulatedCloud.start(behavior)
      (simulated, real) = (cloud, nil)
      kubeconfig = try folder.write("kubeconfig", try await cloud.kubeconfig())
    }
    for pod in pods { try await add(pod) }
  }

  static var isReal: Bool { RealCluster.chosen != nil }

  /// The simulated cloud, only for tests without the tag `anyCluster`.
  var cloud: SimulatedCloud {
    guard let simulated else { preconditionFailure("a test for any cluster used the simulated cloud") }
    return simulated
  }

  /// Runs `reap-pods` on this cluster.
  func reap(
    _ arguments: String..., kubeconfig: String? = nil, whileItRuns: WhileItRuns? = nil
  ) async throws -> CommandRun {
    try await reap(arguments, kubeconfig: kubeconfig, whileItRuns: whileItRuns)
  }

  /// Called while the program runs; may end it with SIGTERM.
  typealias WhileItRuns = (_ terminate: () throws -> Void) async throws -> Void

  func reap(
    _ arguments: [String], kubeconfig: String? = nil, environment: [String: String] = [:],
    whileItRuns: WhileItRuns? = nil
  ) async throws -> CommandRun {
    try await waitUntilOld()
    return try await CommandRun(
      Self.program("reap-pods"), ["--kubeconfig", kubeconfig ?? self.kubeconfig] + confine(arguments),
      environment: environment, whileItRuns: whileItRuns)
  }

  /// Waits until a real cluster's newest pod is older than a list of the pods in use that is written now.
  func waitUntilOld() async throws { try await real?.waitUntilOld() }

  /// Changes the arguments to be safe for a real cluster.
  func confine(_ arguments: [String]) -> [String] { real?.confine(arguments) ?? arguments }

  /// The path of a built program.
  static func program(_ name: String) -> String { Repository.program(name) }

  /// Adds pods like those of a real build cluster; `expired` of them are past their deadline.
  func addBulk(_ count: Int, expired: Int) {
    var bulk = BulkPods(count: count)
    bulk.expired = expired
    cloud.add(bulk)
  }

  func add(_ pod: SimulatedPod) async throws {
    if let real { try await real.add(pod) } else { cloud.add(pod) }
  }

  func add(_ lease: SimulatedLease) async throws {
    if let real { try await real.add(lease) } else { cloud.add(lease) }
  }

  func add(_ configMap: SimulatedConfigMap) async throws {
    if let real { try await real.add(configMap) } else { cloud.add(configMap) }
  }

  /// Returns the name of a test's namespace in this cluster.
  func namespace(_ name: String) -> String { real?.name(of: name) ?? name }

  /// The names of all pods, sorted by namespace and name.
  var names: [String] {
    get async throws {
      if let real { return try await real.podNames() }
      return cloud.pods().map(\.name)
    }
  }

  var eventNotes: [String] {
    get async throws {
      if let real { return try await real.eventNotes() }
      return cloud.events.map(\.note)
    }
  }

  func requests(_ method: String) -> [ReceivedRequest] { cloud.requests.filter { $0.method == method } }

  /// Whether the cluster received no delete request, as far as it can tell.
  var sawNoDelete: Bool { simulated == nil || requests("DELETE").isEmpty }
}

/// A JSON report, read the way a program would.
struct Report {
  let json: [String: Any]

  init(_ run: CommandRun) throws { try self.init(text: run.text) }

  init(text: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    json = value as? [String: Any] ?? [:]
  }

  /// Looks up a path such as `summary.deleted` or `exit.code`.
  subscript(path: String) -> Any? {
    path.split(separator: ".").reduce(json as Any?) { ($0 as? [String: Any])?[String($1)] }
  }

  func count(_ path: String) -> Int? { self["summary.\(path)"] as? Int }

  var pods: [[String: Any]] { json["pods"] as? [[String: Any]] ?? [] }

  /// The result for each pod: `"name": "reason outcome"`.
  var fates: [String: String] {
    Dictionary(
      uniqueKeysWithValues: pods.map { pod in
        let word = { (key: String) in pod[key] as? String ?? "?" }
        return (word("name"), "\(word("reason")) \(word("outcome"))")
      })
  }

  var warnings: [String] {
    (json["warnings"] as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
  }

  /// -1 if the report does not contain it.
  var warningsOmitted: Int { json["warningsOmitted"] as? Int ?? -1 }
}

extension SimulatedPod {
  static var hoursAgo: Int64 { Int64(Date().timeIntervalSince1970) - 7200 }

  /// One of our pods, two hours old.
  static func ours(
    _ name: String, deleteAt: String? = nil, generation: String? = nil, namespace: String = "builds",
    node: String? = nil
  ) -> SimulatedPod {
    var pod = SimulatedPod("buildlet-\(name)", namespace: namespace)
    pod.created = hoursAgo
    if let deleteAt { pod.annotations["delete-at"] = deleteAt }
    if let generation { pod.labels["generation"] = generation }
    if let node {
      pod.nodeName = node
      pod.phase = "Running"
    }
    return pod
  }

  static func expired(_ name: String, namespace: String = "builds", node: String? = nil) -> SimulatedPod {
    ours(name, deleteAt: "1700000000", namespace: namespace, node: node)
  }

  /// A time in the year 2100.
  static let farFuture = "4102444800"
}
