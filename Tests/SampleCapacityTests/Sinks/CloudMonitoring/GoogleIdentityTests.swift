import ArgumentParser
import Shared
import Testing

@testable import sample_capacity

@Suite("Where Cloud Monitoring files a cluster's series", .timeLimit(.minutes(15)))
struct GoogleIdentityTests {
  /// Outside Google Cloud, where there is no metadata server.
  private func place(
    _ arguments: String..., context: String? = nil, credentials project: String? = nil
  ) throws -> (place: MonitoringPlace, problem: (any Error)?) {
    let command = try SampleCapacity.parse(["--to", "cloud-monitoring"] + arguments)
    let log = Log(tool: "test", level: .error, marksPriority: false, write: { _ in })
    let given = MonitoringPlace(
      given: command.destinations, gke: command.cluster.gke, clusterName: command.metrics.clusterName,
      context: context)
    let identity = GoogleIdentity(given, command.destinations.resource) {
      let client = try HTTPClient(
        HTTPSettings(tls: TLSSettings(), userAgent: "test", requestTimeout: .seconds(1)), stopSource: nil,
        log: log)
      return GoogleAPI(client: client, project: project, log: log) { "me" }
    }
    return identity.place(else: "in-cluster")
  }

  @Test("Options need no request; the credentials come next")
  func known() throws {
    let said = try place("--project", "p", "--location", "l", "--cluster-name", "c")
    #expect(said.place == .init(project: "p", location: "l", cluster: "c") && said.problem == nil)
    let gke = try place("--gke", "projects/p/locations/l/clusters/c", "--location", "x", context: "gke_p_l_c")
    #expect(gke.place == .init(project: "p", location: "x", cluster: "c") && gke.problem == nil)
    let others = try place("--location", "l", context: "here", credentials: "theirs")
    #expect(others.place == .init(project: "theirs", location: "l", cluster: "here") && others.problem == nil)
    let nameless = try place("--resource", "global", credentials: "p")
    #expect(nameless.place == .init(project: "p", cluster: "in-cluster") && nameless.problem == nil)
  }

  @Test("Unknown parts stay empty, including the cluster's name; the options still count")
  func open() throws {
    let nothing = try place("--location", "l")
    #expect(nothing.place == .init(location: "l") && nothing.problem != nil)
    let project = try place("--project", "p")
    #expect(project.place == .init(project: "p") && project.problem != nil)
    let named = try place(context: "here", credentials: "p")
    #expect(named.place == .init(project: "p", cluster: "here") && named.problem != nil)
  }
}
