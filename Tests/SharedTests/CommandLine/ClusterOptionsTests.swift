import ArgumentParser
import Testing

@testable import Shared

@Suite("Options that say where the cluster is", .timeLimit(.minutes(15)))
struct ClusterOptionsTests {
  private static let cluster = "projects/p/locations/l/clusters/c"

  @Test("--gke names a GKE cluster, and --gke-endpoint its endpoint")
  func gke() throws {
    #expect(try ClusterOptions.parse(["--gke", Self.cluster]).gke?.name == "c")
    let options = try ClusterOptions.parse(["--gke", Self.cluster, "--gke-endpoint", "dns"])
    #expect(options.gkeEndpoint == .dns)
    #expect(options.namedContext == "gke_p_l_c")
    #expect(try ClusterOptions.parse(["--context", "x"]).namedContext == "x")
  }

  @Test(
    "Invalid values and contradicting options are errors",
    arguments: [
      (["--gke", ""], "the value is empty"), (["--gke", " "], "the value is empty"),
      (["--gke", "c"], "expected projects/PROJECT/locations/LOCATION/clusters/NAME"),
      (["--gke", cluster, "--gke-endpoint", "public"], "The value 'public' is invalid for '--gke-endpoint"),
      (["--gke", cluster, "--gke-endpoint", ""], "The value '' is invalid for '--gke-endpoint"),
      (["--gke", cluster, "--kubeconfig", "f"], "--gke cannot be combined with --kubeconfig"),
      (["--gke", cluster, "--context", "x"], "--gke cannot be combined with --context"),
      (["--gke-endpoint", "dns"], "--gke-endpoint needs --gke"),
    ])
  func wrong(arguments: [String], message: String) throws {
    #expect(try #require(parsingError(ClusterOptions.self, arguments)).contains(message))
  }
}
