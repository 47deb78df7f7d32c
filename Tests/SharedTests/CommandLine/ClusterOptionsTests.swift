import ArgumentParser
import Testing

@testable import Shared

@Suite("Where the cluster is", .timeLimit(.minutes(15)))
struct ClusterOptionsTests {
  private static let cluster = "projects/p/locations/l/clusters/c"

  @Test("A GKE cluster, with or without a choice of end-point")
  func gke() throws {
    #expect(try ClusterOptions.parse(["--gke", Self.cluster]).gke?.name == "c")
    let options = try ClusterOptions.parse(["--gke", Self.cluster, "--gke-endpoint", "dns"])
    #expect(options.gkeEndpoint == .dns)
    #expect(options.namedContext == "gke_p_l_c")
    #expect(try ClusterOptions.parse(["--context", "x"]).namedContext == "x")
  }

  @Test(
    "What does not go together",
    arguments: [
      ["--gke", ""], ["--gke", " "], ["--gke", "c"], ["--gke", cluster, "--gke-endpoint", "public"],
      ["--gke", cluster, "--gke-endpoint", ""], ["--gke", cluster, "--kubeconfig", "f"],
      ["--gke", cluster, "--context", "x"], ["--gke-endpoint", "dns"],
    ])
  func wrong(arguments: [String]) {
    #expect(throws: (any Error).self) { try ClusterOptions.parse(arguments) }
  }
}
