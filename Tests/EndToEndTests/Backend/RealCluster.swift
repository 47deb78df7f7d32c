import Foundation
import SimulatedCloud
import Synchronization
import TestSupport

/// The namespaces of one test in a shared cluster, managed by `kubectl` with the kubeconfig's credentials.
///
/// It touches only namespaces that it created, which carry the run's ID in their name and as a label.
/// `scripts/test-cluster` removes them.
struct RealCluster: Sendable {
  /// The label of namespaces and pods. Its value is the run's ID; for pods, the test's number follows.
  static let label = "podkeeper-test"

  /// The real cluster to use; nil for the simulated cloud.
  static let chosen: (kubeconfig: String, run: String)? = {
    let environment = ProcessInfo.processInfo.environment
    guard let kubeconfig = environment["PODKEEPER_TEST_KUBECONFIG"],
      let run = environment["PODKEEPER_TEST_RUN"]
    else { return nil }
    return (kubeconfig, run)
  }()

  private static let count = Mutex(0)

  let kubeconfig: String
  private let run: String
  /// The ID of this test.
  private let id: String
  private let folder: TemporaryFolder
  private let state = State()

  private final class State: Sendable {
    let namespaces = Mutex<Set<String>>([])
    let lastCreation = Mutex<Date?>(nil)
  }

  init(kubeconfig: String, run: String, folder: TemporaryFolder) {
    self.kubeconfig = kubeconfig
    self.run = run
    self.folder = folder
    let number = Self.count.withLock { count in
      count += 1
      return count
    }
    id = "\(run)-\(number)"
  }

  /// Returns the real name of a test's namespace.
  func name(of namespace: String) -> String { "\(Self.label)-\(id)-\(namespace)" }

  func add(_ pod: SimulatedPod) async throws {
    let namespace = try await makeNamespace(pod.namespace)
    let posted = pod.posted(namespace: namespace, labels: [Self.label: id])
    try await post(posted)
    if let status = posted.status { try await kubectl("replace", "\(posted.path)/status", body: status) }
    // The pod is bound to a node that does not exist, so it stays terminating.
    if pod.deletionTime != nil { try await kubectl("delete", posted.path) }
    state.lastCreation.withLock { $0 = Date() }
  }

  func add(_ lease: SimulatedLease) async throws {
    try await post(lease.posted(namespace: try await makeNamespace(lease.namespace)))
  }

  func add(_ configMap: SimulatedConfigMap) async throws {
    try await post(configMap.posted(namespace: try await makeNamespace(configMap.namespace)))
  }

  /// The names of this test's pods, sorted by namespace and name.
  func podNames() async throws -> [String] {
    let list = try await kubectl("get", "/api/v1/pods?labelSelector=\(Self.label)%3D\(id)")
    let keys = items(list).compactMap { $0["metadata"] as? [String: Any] }.map { metadata in
      ["namespace", "name"].map { metadata[$0] as? String ?? "?" }
    }
    return keys.sorted { $0.lexicographicallyPrecedes($1) }.map { $0[1] }
  }

  /// The notes of the Events in this test's namespaces.
  func eventNotes() async throws -> [String] {
    var notes: [String] = []
    for namespace in state.namespaces.withLock({ $0.sorted() }) {
      let list = try await kubectl("get", "/apis/events.k8s.io/v1/namespaces/\(namespace)/events")
      notes += items(list).compactMap { $0["note"] as? String }
    }
    return notes
  }

  /// Confines a run's arguments to this test's pods, by their namespaces and label. It also sets `--min-age 0s`
  /// where that has an effect, because pods in a real cluster are never as old as in the simulated cloud.
  func confine(_ arguments: [String]) -> [String] {
    var confined: [String] = []
    var selector = "\(Self.label)=\(id)"
    var previous = ""
    for argument in arguments {
      switch previous {
      case "-l", "--selector":
        confined.removeLast()
        selector = "\(argument),\(selector)"
      case "-n", "--namespace", "--exclude-namespace": confined.append(name(of: argument))
      case "--generation-from":
        var parts = argument.split(separator: "/").map(String.init)
        if parts.count > 1 { parts[1] = name(of: parts[1]) }
        confined.append(parts.joined(separator: "/"))
      default: confined.append(argument)
      }
      previous = argument
    }
    let isUsed = ["--generation", "--generation-from", "--in-use"].contains(where: arguments.contains)
    let age = isUsed && !arguments.contains("--min-age") ? ["--min-age", "0s"] : []
    return confined + ["-l", selector] + age
  }

  /// Waits until the second in which the newest pod was created is over, because times are in whole seconds.
  func waitUntilOld() async throws {
    guard let last = state.lastCreation.withLock({ $0?.timeIntervalSince1970 }) else { return }
    let wait = last.rounded(.down) + 1.1 - Date().timeIntervalSince1970
    try await Task.sleep(for: .seconds(max(0, wait)))
  }

  /// Creates a namespace and its default service account, because a cluster may have no controllers.
  private func makeNamespace(_ namespace: String) async throws -> String {
    let name = name(of: namespace)
    guard state.namespaces.withLock({ $0.insert(name).inserted }) else { return name }
    try await post(.namespace(name, labels: [Self.label: run]))
    let account = PostedObject.serviceAccount("default", namespace: name)
    try await kubectl("create", account.collection, body: account.body, allowing: "already exists")
    return name
  }

  /// Creates a pod, and returns its path.
  func create(_ manifest: String, namespace: String) async throws -> String {
    let name = try await makeNamespace(namespace)
    let pods = "/api/v1/namespaces/\(name)/pods"
    try await kubectl("create", pods, body: manifest.replacing("\"build\"", with: "\"build-\(id)\""))
    return "\(pods)/build-\(id)"
  }

  func get(_ path: String) async throws -> String { try await kubectl("get", path) }

  private func post(_ object: PostedObject) async throws {
    try await kubectl("create", object.collection, body: object.body)
  }

  private func items(_ list: String) -> [[String: Any]] {
    let json = try? JSONSerialization.jsonObject(with: Data(list.utf8)) as? [String: Any]
    return json?["items"] as? [[String: Any]] ?? []
  }

  /// Sends a request with `kubectl VERB --raw`.
  ///
  /// - Parameter expected: a failure with this text is ignored.
  @discardableResult
  private func kubectl(
    _ verb: String, _ path: String, body: String? = nil, allowing expected: String? = nil
  ) async throws -> String {
    let file = try body.map { ["-f", try folder.write("body-\(UUID()).json", $0)] } ?? []
    let run = try await CommandRun(
      "kubectl",
      ["--kubeconfig", kubeconfig, "--cache-dir", folder.path + "/cache", verb, "--raw", path] + file)
    if run.code != 0, expected.map(run.errorText.contains) != true {
      throw KubectlFailure(command: "kubectl \(verb) --raw \(path)", message: run.errorText)
    }
    return run.text
  }
}

struct KubectlFailure: Error, CustomStringConvertible {
  let command: String
  let message: String

  var description: String { "\(command): \(message)" }
}
