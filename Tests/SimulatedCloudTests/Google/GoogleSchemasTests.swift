import TestSupport
import Testing

@testable import SimulatedCloud

@Suite(
  "Checking requests against Google's schemas",
  .enabled(if: Python.isThere, "Google's Python client is not there: make setup-tests installs it from PyPI"),
  .timeLimit(.minutes(15)))
struct GoogleSchemasTests {
  private static let series = MonitoringFixture.series
  private static let descriptors = MonitoringFixture.descriptors
  private static let cluster = "/v1/projects/p/locations/l/clusters/c"

  private func request(_ method: String, _ target: String, _ body: JSONValue? = nil) -> ReceivedRequest {
    ReceivedRequest(
      method: method, target: target, headers: [], body: body.map(JSONText.bytes) ?? [], httpVersion: "2",
      connection: 1, user: nil)
  }

  private func write(_ path: String = "", _ value: JSONValue? = nil) -> ReceivedRequest {
    let series = MonitoringFixture.series()
    return request("POST", Self.series, ["timeSeries": [path.isEmpty ? series : series.with(path, value)]])
  }

  @Test("Valid requests have no problems")
  func good() async throws {
    let mask = "?fields=name,location,masterAuth(clusterCaCertificate,clientKey),controlPlaneEndpointsConfig"
    let requests = [
      write(), request("POST", Self.descriptors, MonitoringFixture.descriptor),
      request("GET", Self.descriptors + "/custom.googleapis.com/cluster/cpu_used"),
      request("GET", Self.descriptors + "?filter=metric.type%3D%22x%22&pageSize=5"),
      request("DELETE", Self.descriptors + "/custom.googleapis.com/cluster/cpu_used"),
      request("GET", Self.cluster + mask), request("GET", "/computeMetadata/v1/project/project-id"),
      request("POST", "/token"), request("GET", "/api/v1/pods?limit=500"),
      request("POST", "/v1/metrics", ["resourceMetrics": []]),
    ]
    #expect(try await GoogleSchemas.problems(requests) == [])
  }

  @Test("The problems of invalid requests are found")
  func bad() async throws {
    let endTime = "points/0/interval/endTime"
    let requests: [(ReceivedRequest, String)] = [
      (write("colour", "red"), "colour"), (write("metricKind", "GAGE"), "GAGE"),
      (write(endTime, "2026-10-30T12:00:00"), "google-datetime"),
      (write(endTime, "2026-13-30T12:00:00Z"), "google-datetime"),
      (write("points/0/value/int64Value", "1"), "oneof"),
      (write("points/0/value", ["int64Value": 1]), "no string"),
      (write("metric/labels/service", .bool(true)), "no string"),
      (request("POST", Self.descriptors, MonitoringFixture.descriptor.with("type", 1)), "no string"),
      (request("POST", Self.series), "no JSON"), (request("GET", "/v2/projects/p/timeSeries"), "no method"),
      (request("GET", Self.descriptors + "?colour=red"), "parameter 'colour'"),
      (request("GET", Self.cluster + "?fields=name,colour"), "colour"),
      (request("GET", Self.cluster + "?fields=masterAuth(colour)"), "colour"),
      (request("GET", Self.cluster + "?fields=masterAuth(clientKey"), "not closed"),
      (request("POST", "/v1/metrics", ["colour": "red"]), "colour"),
    ]
    let problems = try await GoogleSchemas.problems(requests.map(\.0))
    for (request, problem) in requests {
      let found = problems.contains {
        $0.hasPrefix("\(request.method) \(request.target): ") && $0.contains(problem)
      }
      #expect(found, "\(request.target) \(request.bodyText): \(problem)\n\(problems)")
    }
  }
}
