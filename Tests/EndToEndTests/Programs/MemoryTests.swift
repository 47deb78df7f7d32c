import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("A program's memory stays private", .serialized, .cluster, .timeLimit(.minutes(15)))
struct MemoryTests {
  /// The arguments and environment for a run that waits for its server's answer.
  private func program(_ name: String, _ cluster: Cluster, _ project: MonitoringProject) -> (
    arguments: [String], environment: [String: String]
  ) {
    switch name {
    case "create-metrics": ([], project.variables())
    case "reap-pods": (["-A", "--kubeconfig", cluster.kubeconfig], [:])
    default: (["--kubeconfig", cluster.kubeconfig], [:])
    }
  }

  /// Drops a capability for root that would give access to every process.
  private static let prefix = getuid() == 0 ? ["setpriv", "--bounding-set=-sys_ptrace"] : []

  /// Runs a command and writes its process ID to the file `pid`.
  private func run(
    _ folder: TemporaryFolder, _ command: [String], environment: [String: String] = [:],
    whileItRuns: @escaping (_ pid: Int) async throws -> Void
  ) async throws {
    let file = folder.path + "/pid"
    let all =
      Self.prefix + ["sh", "-c", "echo $$ > \(file).new; mv \(file).new \(file); exec \"$@\"", "sh"] + command
    _ = try await CommandRun(all[0], Array(all.dropFirst()), environment: environment, kills: true) { end in
      defer { try? end() }
      try await waitUntil { FileManager.default.fileExists(atPath: file) }
      let text = try String(contentsOfFile: file, encoding: .utf8)
      try await whileItRuns(try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines))))
    }
  }

  /// Whether another process of the same user can inspect a process.
  private func isReadable(_ pid: Int) async throws -> Bool {
    let command = Self.prefix + ["readlink", "/proc/\(pid)/exe"]
    return try await CommandRun(command[0], Array(command.dropFirst())).code == 0
  }

  @Test(
    "No other process can read it, and no core dump is written",
    arguments: ["reap-pods", "sample-capacity", "create-metrics"])
  func dumps(name: String) async throws {
    let (cluster, project) = (try await Cluster(), try await MonitoringProject())
    cluster.cloud.inject(Fault(.delay(.seconds(600))))
    project.google.inject(Fault(.delay(.seconds(600))))
    let (arguments, environment) = program(name, cluster, project)
    try await run(cluster.folder, [Cluster.program(name)] + arguments, environment: environment) { pid in
      try await waitUntil { cluster.cloud.requestCount + project.google.requestCount > 0 }
      let isOpen = try await isReadable(pid)
      #expect(!isOpen)
    }
    // Check that other processes are readable, so that the test means something.
    let other = try TemporaryFolder()
    try await run(other, ["sleep", "600"]) { pid in
      let isOpen = try await isReadable(pid)
      #expect(isOpen)
    }
    await cluster.cloud.stop()
    await project.google.stop()
  }

  @Test(
    "TLS session keys are not written to a file",
    arguments: ["reap-pods", "sample-capacity", "create-metrics"])
  func keyLog(name: String) async throws {
    let (cluster, project) = (try await Cluster(), try await MonitoringProject())
    let (arguments, environment) = program(name, cluster, project)
    let file = cluster.folder.path + "/keys"
    let run = try await CommandRun(
      Cluster.program(name), arguments, environment: environment.merging(["SSLKEYLOGFILE": file]) { $1 })
    #expect(run.code == 0, "\(run.errorText)")
    #expect(cluster.cloud.requestCount + project.google.requestCount > 0)
    #expect(!FileManager.default.fileExists(atPath: file))
    await cluster.cloud.stop()
    await project.google.stop()
  }
}
