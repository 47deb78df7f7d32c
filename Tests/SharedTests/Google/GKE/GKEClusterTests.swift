import Testing

@testable import Shared

@Suite("Names of GKE clusters", .timeLimit(.minutes(15)))
struct GKEClusterTests {
  @Test("A name has a project, a location and a cluster")
  func names() throws {
    let text = "projects/example.com:p-1/locations/us-central1-f/clusters/buildlets"
    let cluster = try #require(GKECluster(text))
    #expect((cluster.project, cluster.location) == ("example.com:p-1", "us-central1-f"))
    #expect(cluster.name == "buildlets")
    #expect("\(cluster)" == text)
    #expect(cluster.context == "gke_example.com:p-1_us-central1-f_buildlets")
  }

  @Test(
    "Any other text is not a cluster name",
    arguments: [
      "", "buildlets", "projects/p/zones/z/clusters/c", "projects//locations/l/clusters/c",
      "projects/p/locations/l/clusters/", "projects/p/locations/l/clusters/c/",
      "/projects/p/locations/l/clusters/c", "projects/p/locations/l/clusters/c?x",
      "projects/../locations/l/clusters/c", "projects/p/locations/-/clusters/c",
      "projects/p/locations/l/clusters/c d", "projects/p/locations/l/clusters/é",
    ])
  func wrong(text: String) { #expect(GKECluster(text) == nil) }
}
