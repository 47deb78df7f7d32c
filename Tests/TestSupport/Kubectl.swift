import SimulatedCloud

/// The `kubectl` command with its own home and cache.
public struct Kubectl {
  /// The version that it reports, or nil if it is not installed.
  public static func version() async -> String? {
    let run = try? await CommandRun("kubectl", ["version", "--client"])
    guard let run, run.code == 0 else { return nil }
    print(run.text.split(separator: "\n").first ?? "")
    return run.text
  }

  private let folder: TemporaryFolder
  private let kubeconfig: String

  public init(_ cloud: SimulatedCloud, kubeconfig: String? = nil) async throws {
    folder = try TemporaryFolder()
    let text: String
    if let kubeconfig { text = kubeconfig } else { text = try await cloud.kubeconfig() }
    self.kubeconfig = try folder.write("kubeconfig", text)
  }

  public func run(_ arguments: String...) async throws -> CommandRun {
    try await CommandRun(
      "kubectl", ["--kubeconfig", kubeconfig, "--cache-dir", folder.path + "/cache"] + arguments,
      environment: ["HOME": folder.path, "KUBECONFIG": ""])
  }
}
