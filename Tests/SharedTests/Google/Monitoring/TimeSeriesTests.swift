import Testing

@testable import Shared

@Suite("Time series", .timeLimit(.minutes(15)))
struct TimeSeriesTests {
  static func series(
    _ name: String = "cpu_used", _ value: TimeSeries.Value = .double(0.5), at seconds: Int64 = 1_793_361_600,
    nanoseconds: Int32 = 0
  ) -> TimeSeries {
    TimeSeries(
      metric: "custom.googleapis.com/cluster/\(name)",
      labels: ["service": "container", "cluster_name": "buildlets"],
      resource: .cluster(project: "p", location: "us-central1-f", name: "buildlets"), value: value,
      time: RFC3339.Instant(seconds: seconds, nanoseconds: nanoseconds))
  }

  @Test("A point has an end time with fractional seconds")
  func json() throws {
    #expect(
      try Self.series("cpu_used", .double(0.625), nanoseconds: 123_456_789).json.serialized() == """
        {"metric":{"type":"custom.googleapis.com/cluster/cpu_used","labels":{"cluster_name":"buildlets",\
        "service":"container"}},"resource":{"type":"k8s_cluster","labels":{"cluster_name":"buildlets",\
        "location":"us-central1-f","project_id":"p"}},"metricKind":"GAUGE","valueType":"DOUBLE",\
        "points":[{"interval":{"endTime":"2026-10-30T12:00:00.123456Z"},"value":{"doubleValue":0.625}}]}
        """)
    let integer = JSONCursor(Self.series("pods", .integer(.max)).json)
    #expect(try integer["valueType"].string() == "INT64")
    #expect(try integer["points"].elements()[0]["value"]["int64Value"].string() == "9223372036854775807")
    #expect(MonitoredResource.global(project: "p").labels == ["project_id": "p"])
  }

  @Test("A request has at most 200 series, and none twice")
  func batches() {
    let names = (0..<5).map { Self.series("m\($0)") }
    #expect(TimeSeries.batches(names, size: 2).map(\.count) == [2, 2, 1])
    let twice = [
      Self.series("a", at: 1), Self.series("b", at: 1), Self.series("a", at: 2), Self.series("b", at: 2),
    ]
    #expect(TimeSeries.batches(twice, size: 200).map { $0.map(\.time.seconds) } == [[1, 1], [2, 2]])
    #expect(TimeSeries.batches([], size: 2).isEmpty)
  }

  @Test("NaN and infinities are not sent", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) {
    #expect(!Self.series("a", .double(value)).isSendable)
    #expect(Self.series("a", .integer(1)).isSendable)
  }
}
