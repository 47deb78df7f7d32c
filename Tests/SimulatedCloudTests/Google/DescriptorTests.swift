import Testing

@testable import SimulatedCloud

@Suite("Metric descriptors", .timeLimit(.minutes(15)))
struct DescriptorTests {
  @Test("A descriptor is shown with sorted labels and without defaults")
  func shown() async throws {
    let fixture = try await MonitoringFixture()
    let made = try await fixture.create().json
    let shown = try await fixture.get().json
    #expect(made == shown)
    #expect(
      shown["name"] == "projects/build-project/metricDescriptors/custom.googleapis.com/cluster/cpu_used")
    #expect(
      shown["labels"] == [["key": "cluster_name"], ["key": "service", "description": "a service"]])
    #expect(shown["launchStage"] == nil)
    #expect(shown["monitoredResourceTypes"]?.elements.contains("k8s_cluster") == true)
    await fixture.google.stop()
  }

  @Test("A new descriptor can be invisible for some reads")
  func late() async throws {
    let fixture = try await MonitoringFixture { $0.readsUntilVisible = 2 }
    #expect(try await fixture.create().status == 200)
    #expect(try await fixture.get().status == 404)
    #expect(try await fixture.create().status == 200)
    #expect(try await fixture.curl.get(MonitoringFixture.descriptors).json["metricDescriptors"] == nil)
    #expect(try await fixture.get().status == 200)
    await fixture.google.stop()
  }

  @Test("Creating a descriptor again updates its texts and adds labels but never removes one")
  func upsert() async throws {
    let fixture = try await MonitoringFixture()
    _ = try await fixture.create()
    _ = try await fixture.write([MonitoringFixture.series()])
    let other = MonitoringFixture.descriptor.with("labels", [["key": "state"]]).with("description", "new")
    let shown = try await fixture.create(other).json
    #expect(shown["description"] == "new")
    #expect(shown["labels"]?.elements.compactMap { $0["key"]?.text } == ["cluster_name", "service", "state"])
    #expect(fixture.google.points.count == 1)
    await fixture.google.stop()
  }

  @Test("Changing a descriptor's kind or value type deletes its points")
  func otherKind() async throws {
    let fixture = try await MonitoringFixture()
    _ = try await fixture.create()
    _ = try await fixture.write([MonitoringFixture.series()])
    #expect(try await fixture.create(MonitoringFixture.descriptor.with("valueType", "INT64")).status == 200)
    #expect(fixture.google.points == [])
    await fixture.google.stop()
  }

  @Test(
    "An invalid descriptor is refused",
    arguments: [
      ("type", "cluster/cpu_used"), ("type", "compute.googleapis.com/x"), ("metricKind", "DELTA"),
      ("valueType", "FLOAT"), ("unit", "per cent"), ("labels/0/key", "a.b"),
      ("labels/0/key", "cluster_name"), ("labels/0/valueType", "DOUBLE"), ("colour", "red"),
    ])
  func refused(path: String, value: String) async throws {
    let fixture = try await MonitoringFixture()
    let reply = try await fixture.create(MonitoringFixture.descriptor.with(path, .string(value)))
    #expect(reply.status == 400)
    #expect(reply.errorName == "INVALID_ARGUMENT")
    #expect(reply.errorMessage.contains(String(path.split(separator: "/").last ?? "")))
    #expect(fixture.google.descriptorTypes == [])
    await fixture.google.stop()
  }

  @Test(
    "A descriptor's unit follows UCUM",
    arguments: [
      ("1", true), ("10^2.%", true), ("By", true), ("{pod}", true), ("{pod}/s", true), ("s", true),
      ("kBy/min", true),
      ("", false), ("10^2 %", false), ("per cent", false), ("{pod", false), ("s/", false),
    ])
  func units(unit: String, isGood: Bool) {
    #expect(DescriptorRules.isUnit(unit) == isGood)
  }

  @Test("Descriptors are listed by name or prefix, in pages")
  func list() async throws {
    let fixture = try await MonitoringFixture()
    for name in ["a/x", "a/y", "b/z"] {
      try fixture.google.add(
        descriptor: JSONText.string(
          MonitoringFixture.descriptor.with("type", .string("custom.googleapis.com/\(name)"))))
    }
    func types(_ query: String...) async throws -> (types: [String], reply: Curl.Reply) {
      let more = ["-G"] + query.flatMap { ["--data-urlencode", $0] }
      let reply = try await fixture.curl.get(MonitoringFixture.descriptors, more: more)
      let found = reply.json["metricDescriptors"]?.elements ?? []
      return (found.compactMap { $0["type"]?.text?.suffix(3) }.map(String.init), reply)
    }
    #expect(try await types().types == ["a/x", "a/y", "b/z"])
    let prefix = "filter=metric.type = starts_with(\"custom.googleapis.com/a/\")"
    #expect(try await types(prefix).types == ["a/x", "a/y"])
    #expect(try await types("filter=metric.type=\"custom.googleapis.com/b/z\"").types == ["b/z"])
    #expect(try await types("filter=colour = \"red\"").reply.status == 400)
    let page = try await types(prefix, "pageSize=1")
    #expect(page.types == ["a/x"])
    let token = try #require(page.reply.json["nextPageToken"]?.text)
    let last = try await types(prefix, "pageSize=1", "pageToken=\(token)")
    #expect(last.types == ["a/y"])
    #expect(last.reply.json["nextPageToken"] == nil)
    await fixture.google.stop()
  }

  @Test("A descriptor is deleted with its points, which needs a permission")
  func delete() async throws {
    let fixture = try await MonitoringFixture()
    _ = try await fixture.create()
    _ = try await fixture.write([MonitoringFixture.series()])
    let path = MonitoringFixture.descriptors + "/" + MonitoringFixture.type
    fixture.google.setRoles(["roles/monitoring.metricWriter"], of: fixture.google.serviceAccount)
    let refused = try await fixture.curl.send("DELETE", path)
    #expect(refused.status == 403)
    #expect(refused.errorMessage.contains("monitoring.metricDescriptors.delete"))
    fixture.google.setRoles(["roles/monitoring.editor"], of: fixture.google.serviceAccount)
    let writer = fixture.google.issueToken(
      for: fixture.google.serviceAccount, scopes: ["https://www.googleapis.com/auth/monitoring.write"])
    #expect(try await fixture.curl.send("DELETE", path, token: writer).status == 403)
    let deleted = try await fixture.curl.send("DELETE", path)
    #expect(deleted.status == 200)
    #expect(deleted.json == .object([]))
    #expect(fixture.google.points == [])
    #expect(try await fixture.curl.send("DELETE", path).errorName == "NOT_FOUND")
    await fixture.google.stop()
  }
}
