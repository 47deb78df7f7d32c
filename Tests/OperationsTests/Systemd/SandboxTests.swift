import Foundation
import Glibc
import SimulatedCloud
import TestSupport
import Testing

/// Whether a unit's sandbox can be set up here. It takes root and Debian's Python with its seccomp module.
private let canSandbox =
  geteuid() == 0 && InstalledTool.isThere("systemd-analyze")
  && (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/python3/dist-packages"))?
    .contains { $0.hasPrefix("seccomp.") } == true

@Suite(
  "The programs work in the sandbox of their units",
  .enabled(if: canSandbox, "takes root and python3-seccomp"),
  .timeLimit(.minutes(15)))
struct SandboxTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A system call outside the unit's filter kills the program with SIGSYS.
  private func run(
    unit: String, _ program: String, _ arguments: [String], credentials: [String] = [],
    environment: [String: String] = [:]
  ) async throws -> CommandRun {
    var credentials = credentials
    var variables = Dictionary(uniqueKeysWithValues: environment.map { ("UNIT_\($0.key)", $0.value) })
    // It is in /tmp, which the sandbox hides.
    if let authority = environment["CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE"] {
      credentials.append(authority)
      variables["UNIT_CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE"] = "/mnt/credentials/ca.crt"
    }
    return try await CommandRun(
      "unshare",
      [
        "--mount", "--ipc", "--uts", "--pid", "--fork", "/usr/bin/python3", "-B",
        "\(Repository.folder)/Tests/Python/in_sandbox.py", "\(Repository.folder)/systemd/\(unit)", program,
      ] + arguments,
      environment: variables.merging(["SANDBOX_CREDENTIALS": credentials.joined(separator: ":")]) { $1 })
  }

  private func kubeconfig(_ cloud: SimulatedCloud) throws -> String {
    try folder.write("kubeconfig", cloud.kubeconfig(token: "t"))
  }

  @Test("reap-pods deletes pods")
  func reap() async throws {
    let cloud = try await SimulatedCloud.start()
    cloud.addDemoPods()
    let run = try await run(
      unit: "reap-pods@.service", Repository.program("reap-pods"), ["-n", "builds"],
      credentials: [try kubeconfig(cloud)])
    #expect(run.code == 0, "\(run.errorText)")
    #expect(cloud.pod("buildlet-linux-amd64-expired", namespace: "builds")?.isTerminating != false)
    await cloud.stop()
  }

  @Test("sample-capacity writes to Cloud Monitoring and keeps its state")
  func sample() async throws {
    let cloud = try await SimulatedCloud.start()
    cloud.addDemoPods()
    cloud.add(SimulatedNode("node-1"))
    let google = try await SimulatedGoogle.start()
    let run = try await run(
      unit: "sample-capacity@.service", Repository.program("sample-capacity"),
      [
        "--to", "cloud-monitoring", "--project", "build-project", "--location", "us-central1-f",
        "--cluster-name", "buildlets",
      ],
      credentials: [try kubeconfig(cloud)], environment: google.environment)
    #expect(run.code == 0, "\(run.errorText)")
    #expect(
      google.points(of: "custom.googleapis.com/cluster/cpu_used").count == 1, "\(run.text)\(run.errorText)")
    await google.stop()
    await cloud.stop()
  }

  @Test("create-metrics creates descriptors")
  func create() async throws {
    let google = try await SimulatedGoogle.start()
    let run = try await run(
      unit: "create-metrics@.service", Repository.program("create-metrics"), ["--project", "build-project"],
      environment: google.environment)
    #expect(run.code == 0, "\(run.errorText)")
    #expect(google.descriptor("custom.googleapis.com/cluster/cpu_used") != nil)
    await google.stop()
  }

  @Test(
    "The sandbox denies access",
    arguments: [
      ("touch /etc/x", 1), ("ls /root", 2), ("cat /proc/meminfo", 1), ("echo x >/sys/kernel/x", 2),
      // SIGSYS
      ("touch /tmp/x && chown 1 /tmp/x", 159),
    ] as [(String, Int32)])
  func bites(command: String, code: Int32) async throws {
    let run = try await run(unit: "reap-pods@.service", "/bin/sh", ["-c", command])
    #expect(run.code == code, "\(run.errorText)")
  }
}
