import TestSupport
import Testing

@testable import SimulatedCloud

@Suite("Writing time series", .timeLimit(.minutes(15)))
struct TimeSeriesTests {
  private typealias Fixture = MonitoringFixture

  @Test("A write stores points and creates a missing descriptor")
  func written() async throws {
    let fixture = try await Fixture()
    let reply = try await fixture.write([Fixture.series(1.5)])
    #expect(reply.status == 200)
    #expect(reply.json == .object([]))
    let point = try #require(fixture.google.points(of: Fixture.type).first)
    #expect(
      point.description
        == "2027-01-15T07:59:58.500Z \(Fixture.type){cluster_name=\"buildlets\",service=\"container\"} 0.625")
    #expect(point.number == 0.625)
    #expect(point.resourceLabels["location"] == "us-central1-f")
    let descriptor = try await fixture.get().json
    #expect(descriptor["labels"] == [["key": "cluster_name"], ["key": "service"]])
    #expect(descriptor["unit"] == nil && descriptor["description"] == nil)
    let shown = try await CommandRun("curl", ["-sS", fixture.google.plainURL + "/points"])
    #expect(shown.text == point.description + "\n")
    await fixture.google.stop()
  }

  @Test("A write has at most 200 series, and none twice")
  func count() async throws {
    let fixture = try await Fixture()
    let many = (0..<201).map { Fixture.series(cluster: "c\($0)") }
    #expect(try await fixture.write(many).errorMessage.contains("A maximum of 200"))
    #expect(try await fixture.write([]).status == 400)
    let twice = try await fixture.write([many[0], many[1], Fixture.series(60, cluster: "c0")])
    #expect(twice.errorMessage.contains("Field timeSeries[2] had an invalid value: Duplicate TimeSeries"))
    #expect(fixture.google.points.isEmpty)
    #expect(try await fixture.write(Array(many.dropLast())).status == 200)
    #expect(fixture.google.points.count == 200)
    await fixture.google.stop()
  }

  private static let malformed: [(String, JSONValue?)] = [
    ("points/0/value/doubleValue", "NaN"), ("points/0/value/doubleValue", .number("1e999")),
    ("points/0/value/int64Value", "1"), ("points/0/value/colour", "red"), ("points/0/interval/endTime", nil),
    ("points/0/interval/endTime", "2027-01-15T08:00:00"), ("points", []), ("colour", "red"),
    ("valueType", "INT64"), ("metric/labels/service", 1),
  ]

  @Test("A write with a malformed series is refused as a whole", arguments: malformed)
  func form(path: String, value: JSONValue?) async throws {
    let fixture = try await Fixture()
    let reply = try await fixture.write([Fixture.series(), Fixture.series(cluster: "b").with(path, value)])
    #expect(reply.status == 400)
    #expect(reply.errorName == "INVALID_ARGUMENT")
    #expect(reply.json["error"]?["details"] == nil)
    #expect(fixture.google.points.isEmpty)
    await fixture.google.stop()
  }

  @Test("A write with the content type of a form is refused")
  func contentType() async throws {
    let fixture = try await Fixture()
    let body = JSONText.string(["timeSeries": [Fixture.series()]])
    let reply = try await fixture.curl.send("POST", Fixture.series, more: ["--data-binary", body])
    #expect(reply.status == 400)
    #expect(fixture.google.points.isEmpty)
    await fixture.google.stop()
  }

  private static let unruly: [(String, JSONValue?)] = [
    ("resource/type", "gce_galaxy"), ("resource/labels/cluster_name", nil), ("resource/labels/zone", "z"),
    ("resource/labels/project_id", "other"), ("metric/labels/colour", "red"),
    ("metric/type", "compute.googleapis.com/x"), ("metricKind", "CUMULATIVE"),
    ("points/0/interval/startTime", "2027-01-15T07:00:00Z"),
    ("points/0/interval/endTime", "2027-01-14T06:59:59Z"),
    ("points/0/interval/endTime", "2027-01-15T08:05:01Z"),
  ]

  @Test("When one series breaks a rule, the others are written", arguments: unruly)
  func rules(path: String, value: JSONValue?) async throws {
    let fixture = try await Fixture()
    _ = try await fixture.create()
    let reply = try await fixture.write([Fixture.series(cluster: "b").with(path, value), Fixture.series()])
    #expect(reply.status == 400)
    let summary = reply.json["error"]?["details"]?.elements.first
    #expect(summary?["@type"]?.text?.hasSuffix("google.monitoring.v3.CreateTimeSeriesSummary") == true)
    #expect(summary?["totalPointCount"] == 2)
    #expect(summary?["successPointCount"] == 1)
    #expect(summary?["errors"] == [["status": ["code": 3], "pointCount": 1]])
    #expect(fixture.google.points.map { $0.labels["cluster_name"] } == ["buildlets"])
    await fixture.google.stop()
  }

  @Test("The points of a series must be in order and not too frequent")
  func order() async throws {
    let fixture = try await Fixture()
    #expect(try await fixture.write([Fixture.series(60)]).status == 200)
    let again = try await fixture.write([Fixture.series(60)])
    #expect(again.errorMessage.contains("more frequently than the maximum sampling period"))
    let summary = again.json["error"]?["details"]?.elements.first
    #expect(summary?["successPointCount"] == nil)
    #expect(summary?["errors"] == [["status": ["code": 9], "pointCount": 1]])
    #expect(try await fixture.write([Fixture.series(61)]).errorMessage.contains("written in order"))
    #expect(try await fixture.write([Fixture.series(55.001)]).status == 400)
    #expect(try await fixture.write([Fixture.series(55)]).status == 200)
    #expect(try await fixture.write([Fixture.series(60, cluster: "other")]).status == 200)
    fixture.google.behavior.samplingPeriod = 0
    #expect(try await fixture.write([Fixture.series(54.999)]).status == 200)
    #expect(fixture.google.points.count == 4)
    await fixture.google.stop()
  }

  @Test("Writes can fail for a while after a descriptor was created")
  func youth() async throws {
    let fixture = try await Fixture { $0.writesThatFailAfterCreate = 1 }
    _ = try await fixture.create()
    let reply = try await fixture.write([Fixture.series()])
    #expect(reply.status == 500)
    #expect(reply.errorName == "INTERNAL")
    #expect(try await fixture.write([Fixture.series()]).status == 200)
    await fixture.google.stop()
  }

  @Test("Writes to one type can fail while the others are written")
  func ordered() async throws {
    let fixture = try await Fixture()
    fixture.google.failWrites(to: Fixture.type)
    let other = "custom.googleapis.com/cluster/memory_used"
    let both = [Fixture.series(), Fixture.series(type: other)]
    let reply = try await fixture.write(both)
    #expect(reply.status == 500)
    #expect(
      reply.json["error"]?["details"]?.elements.first?["errors"] == [
        ["status": ["code": 13], "pointCount": 1]
      ])
    #expect(fixture.google.points.map(\.type) == [other])
    #expect(try await fixture.write([both[0]]).status == 200)
    await fixture.google.stop()
  }

  @Test("A write needs a valid token, a scope and a permission")
  func permissions() async throws {
    let fixture = try await Fixture()
    let google = fixture.google
    let reader = google.issueToken(
      for: google.serviceAccount, scopes: ["https://www.googleapis.com/auth/monitoring.read"])
    #expect(try await fixture.write([Fixture.series()], token: reader).errorMessage.contains("scopes"))
    let writer = google.issueToken(
      for: google.serviceAccount, scopes: ["https://www.googleapis.com/auth/monitoring.write"])
    #expect(try await fixture.write([Fixture.series(60)], token: writer).status == 200)
    google.setRoles(["roles/monitoring.viewer"], of: google.serviceAccount)
    #expect(try await fixture.write([Fixture.series()]).errorMessage.contains("monitoring.timeSeries.create"))
    let elsewhere = MonitoringFixture.series.replacing("build-project", with: "other")
    #expect(try await fixture.curl.post(elsewhere, "{}").status == 403)
    google.revokeTokens()
    let revoked = try await fixture.write([Fixture.series()])
    #expect(revoked.status == 401)
    #expect(revoked.headers["www-authenticate"]?.contains("invalid_token") == true)
    #expect(google.points.count == 1)
    await google.stop()
  }

  @Test("A write can fail before or after it was carried out")
  func faults() async throws {
    let fixture = try await Fixture()
    let google = fixture.google
    google.inject(Fault(.status(429, retryAfter: "30"), method: "POST", path: "/v3/*", times: 1))
    let busy = try await fixture.write([Fixture.series(60)])
    #expect(busy.status == 429)
    #expect(busy.headers["retry-after"] == "30")
    #expect(busy.errorName == "RESOURCE_EXHAUSTED")
    #expect(google.points.isEmpty)
    google.inject(Fault(.statusAfterwards(504), method: "POST", path: "/v3/*", times: 1))
    let late = try await fixture.write([Fixture.series(60)])
    #expect(late.status == 504)
    #expect(late.errorName == "DEADLINE_EXCEEDED")
    #expect(google.points.count == 1)
    google.inject(Fault(.reset, method: "POST", path: "/v3/*", times: 1))
    #expect(try await fixture.write([Fixture.series()]).code != 0)
    #expect(google.points.count == 2)
    #expect(google.requests.map(\.user) == Array(repeating: google.serviceAccount, count: 3))
    await google.stop()
  }

  @Test("Points are read by metric type and interval, newest first")
  func list() async throws {
    let fixture = try await Fixture()
    for ago in [90.0, 60, 30] { _ = try await fixture.write([Fixture.series(ago)]) }
    func list(_ query: String...) async throws -> JSONValue {
      let more = ["-G"] + query.flatMap { ["--data-urlencode", $0] }
      return try await fixture.curl.get(Fixture.series, more: more).json
    }
    let filter = "filter=metric.type=\"\(Fixture.type)\""
    let interval = ["interval.startTime=2027-01-15T07:58:30Z", "interval.endTime=2027-01-15T08:00:00Z"]
    let found = try await list(filter, interval[0], interval[1])["timeSeries"]?.elements
    #expect(found?.count == 1)
    let points = found?.first?["points"]?.elements ?? []
    #expect(points.map { $0["interval"]?["endTime"] } == ["2027-01-15T07:59:30Z", "2027-01-15T07:59:00Z"])
    #expect(points.first?["value"] == ["doubleValue": .number("0.625")])
    #expect(try await list(filter)["error"]?["code"] == 400)
    #expect(try await list("filter=metric.type=\"x\"", interval[0], interval[1]) == .object([]))
    await fixture.google.stop()
  }
}

@Suite("Times in protobuf's JSON", .timeLimit(.minutes(15)))
struct GoogleTimeTests {
  @Test(
    "Times are read and written to the nanosecond",
    arguments: [
      ("1970-01-01T00:00:01Z", 1_000_000_000, "1970-01-01T00:00:01Z"),
      ("1970-01-01T00:00:00.123Z", 123_000_000, "1970-01-01T00:00:00.123Z"),
      ("1970-01-01T00:00:00.100000001Z", 100_000_001, "1970-01-01T00:00:00.100000001Z"),
      ("1970-01-01T01:00:00.5+01:00", 500_000_000, "1970-01-01T00:00:00.500Z"),
      ("1969-12-31T23:30:00-00:30", 0, "1970-01-01T00:00:00Z"),
    ])
  func times(text: String, nanoseconds: Int64, written: String) {
    #expect(GoogleTime.nanoseconds(text) == nanoseconds)
    #expect(GoogleTime.text(nanoseconds) == written)
  }

  @Test(
    "A time without a zone is invalid",
    arguments: ["1970-01-01T00:00:00", "1970-01-01 00:00:00Z", "1970-01-01T00:00:00.Z", ""])
  func refused(text: String) {
    #expect(GoogleTime.nanoseconds(text) == nil)
  }
}
