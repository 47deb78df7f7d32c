import Foundation
import Shared
import SimulatedCloud
import TestSupport
import Testing

@testable import sample_capacity

@Suite("A sample for OpenTelemetry", .timeLimit(.minutes(15)))
struct OTLPClientTests {
  private static let time = Shared.RFC3339.Instant(seconds: 1_795_457_719, nanoseconds: 7_000)

  private static func body(_ sample: CapacitySample = .full, _ place: GooglePlace? = nil) throws -> String {
    try OTLPBody(values: sample.values(), cluster: "buildlets", place: place, time: time).json.serialized()
  }

  private static let quiet = Log(tool: "test", level: .error, marksPriority: false, write: { _ in })

  private func write(
    to collector: SimulatedCollector, environment: [String: String] = [:]
  ) async throws -> OTLPAnswer {
    try await onOwnThread {
      let client = try OTLPClient(
        OTLPEndpoint(collector.url), environment: environment, requestTimeout: .seconds(60), stopSource: nil,
        log: Self.quiet)
      return try client.write(
        OTLPBody(values: CapacitySample.full.values(), cluster: "buildlets", time: Self.time))
    }
  }

  @Test(
    "Names, units, types and attributes are OpenTelemetry's",
    arguments: [
      #"{"name":"podkeeper.capacity.cpu_used","unit":"1","#,
      #""gauge":{"dataPoints":[{"timeUnixNano":"1795457719000007000","asDouble":0.5}]}}"#,
      #"{"name":"podkeeper.capacity.memory_bytes","unit":"By","#,
      #"{"attributes":[{"key":"state","value":{"stringValue":"bound"}}],"timeUnixNano":"1795457719000007000","asInt":"8589934592"}"#,
      #"{"name":"podkeeper.capacity.extended","unit":"1","description":"Extended resources "#,
      #"{"attributes":[{"key":"resource","value":{"stringValue":"nvidia.com/gpu"}},{"key":"state","value":{"stringValue":"bound"}}],"timeUnixNano":"1795457719000007000","asInt":"13"}"#,
      #"{"key":"k8s.cluster.name","value":{"stringValue":"buildlets"}}"#,
      #"{"key":"cloud.provider","value":{"stringValue":"gcp"}},{"key":"cloud.account.id","value":{"stringValue":"p"}}"#,
      #"{"key":"cloud.region","value":{"stringValue":"us-central1"}}"#,
      #"{"key":"cloud.availability_zone","value":{"stringValue":"us-central1-f"}}"#,
    ])
  func pieces(piece: String) throws {
    #expect(try Self.body(.full, GooglePlace(project: "p", location: "us-central1-f")).contains(piece))
  }

  @Test("A path, which may hold a token, is in no error and no message")
  func hiddenPath() throws {
    let log = Log(tool: "test", level: .debug, marksPriority: false) { #expect(!$0.contains("t0k3n")) }
    let client = try OTLPClient(
      OTLPEndpoint("http://127.0.0.1:1/t0k3n/v1/metrics"), environment: [:], requestTimeout: .seconds(60),
      // It ends the run, and so the retries, after the first try.
      stopSource: Interruption(deadline: .zero), log: log)
    let error = try #require(throws: OTLPError.self) {
      try client.write(OTLPBody(values: [], cluster: "c", time: Self.time))
    }
    #expect(error.description.contains("http://127.0.0.1:1"))
    #expect(!error.description.contains("t0k3n"))
    let refused = OTLPError.refused(code: 404, url: client.endpoint.shown, message: nil)
    #expect(refused.description.contains("http://127.0.0.1:1/…: "))
  }

  @Test("The parts of a path that is not shown are known, for hiding them in the collector's messages")
  func hiddenParts() throws {
    #expect(try OTLPEndpoint("https://host/t0k3n-t0k3n/v1").hiddenParts == ["t0k3n-t0k3n", "v1"])
    #expect(try OTLPEndpoint("https://host").hiddenParts == [])
  }

  @Test("A region has no zone, and outside Google Cloud there are no cloud attributes")
  func places() throws {
    let region = try Self.body(.full, GooglePlace(project: "p", location: "us-central1"))
    #expect(region.contains("cloud.region") && !region.contains("availability_zone"))
    #expect(try !Self.body().contains("cloud."))
  }

  @Test("The sample arrives at the URL, with the headers from the environment")
  func arrives() async throws {
    let collector = try await SimulatedCollector.start()
    let headers = "api-key=s%3Dcr%C3%A9t%20,x-tenant = builds"
    let answer = try await write(to: collector, environment: ["OTEL_EXPORTER_OTLP_HEADERS": headers])
    #expect(answer == (try OTLPAnswer([], to: 0)))
    let request = try #require(collector.requests.first)
    #expect(request.method == "POST" && request.target == "/v1/metrics")
    #expect(request.header("Content-Type") == "application/json")
    #expect(request.header("api-key") == "s=crét ")
    #expect(request.header("x-tenant") == "builds")
    #expect(request.bodyText == (try Self.body()))
    await collector.stop()
  }

  @Test(
    "OpenTelemetry's own message definitions accept every body",
    .enabled(if: Python.isThere, "make setup-tests could not install OpenTelemetry's messages"))
  func messages() async throws {
    let collector = try await SimulatedCollector.start()
    _ = try await write(to: collector)
    #expect(try await GoogleSchemas.problems(collector.requests) == [])
    await collector.stop()
  }

  @Test("Only certificates of the given authority are trusted")
  func authority() async throws {
    let collector = try await SimulatedCollector.start(isSecured: true)
    let file = try #require(collector.caFile)
    _ = try await write(to: collector, environment: ["OTEL_EXPORTER_OTLP_CERTIFICATE": file])
    let error = await #expect(throws: OTLPError.self) { try await write(to: collector) }
    #expect(error?.exitStatus == .config)
    #expect(collector.requests.count == 1)
    let missing = ["OTEL_EXPORTER_OTLP_CERTIFICATE": file + ".none"]
    await #expect(throws: OTLPError.self) { try await write(to: collector, environment: missing) }
    await collector.stop()
  }

  @Test("Statuses that the specification calls retryable are retried", arguments: [429, 502, 503, 504])
  func retried(status: Int) async throws {
    let collector = try await SimulatedCollector.start()
    collector.inject(Fault(.status(status, retryAfter: "0"), times: 2))
    _ = try await write(to: collector)
    #expect(collector.requests.count == 3)
    await collector.stop()
  }

  @Test(
    "Every other status is final, and the error says why",
    arguments: [
      (400, .protocol), (401, .noperm), (403, .noperm), (404, .protocol), (500, .unavailable),
      (501, .unavailable),
    ] as [(Int, Shared.ExitStatus)])
  func refused(status: Int, exit: Shared.ExitStatus) async throws {
    let collector = try await SimulatedCollector.start()
    collector.inject(Fault(.status(status)))
    let error = await #expect(throws: OTLPError.self) { try await write(to: collector) }
    #expect(error?.exitStatus == exit)
    #expect(error?.description.contains("the exporter's queue is full (\(status))") == true)
    #expect(collector.requests.count == 1)
    await collector.stop()
  }

  @Test(
    "Header values are hidden if an answer repeats them",
    arguments: [
      (401, #"{"message":"no such token: Bearer s3cr3t-of-ours"}"#), (400, "<p>s3cr3t-of-ours</p>"),
      (200, #"{"partialSuccess":{"errorMessage":"s3cr3t-of-ours"}}"#),
    ])
  func echo(status: Int, body: String) async throws {
    let collector = try await SimulatedCollector.start()
    collector.inject(Fault(.answer(status: status, headers: [:], body: body)))
    let headers = ["OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer%20s3cr3t-of-ours"]
    var said = ""
    do { said = try await write(to: collector, environment: headers).message ?? "" } catch {
      said = "\(error)"
    }
    #expect(said.contains("***") && !said.contains("s3cr3t"))
    await collector.stop()
  }

  @Test("A redirect is not followed, so the headers go nowhere else")
  func redirect() async throws {
    let collector = try await SimulatedCollector.start()
    let other = try await SimulatedCollector.start()
    collector.inject(Fault(.redirect(to: other.url + "/v1/metrics")))
    let error = await #expect(throws: OTLPError.self) { try await write(to: collector) }
    #expect(error?.exitStatus == .protocol)
    #expect(other.requests.isEmpty)
    await collector.stop()
    await other.stop()
  }

  @Test(
    "A partial success is read",
    arguments: [
      ("", 0, nil), ("{}", 0, nil), (#"{"partialSuccess":{}}"#, 0, nil),
      (#"{"partialSuccess":{"rejectedDataPoints":"3","errorMessage":"too old"}}"#, 3, "too old"),
      (#"{"partialSuccess":{"rejectedDataPoints":3}}"#, 3, nil),
      (#"{"partialSuccess":{"errorMessage":"slow down"}}"#, 0, "slow down"),
    ] as [(String, Int, String?)])
  func partial(body: String, rejected: Int, message: String?) throws {
    let answer = try OTLPAnswer(Array(body.utf8), to: 3)
    #expect(answer.rejected == rejected && answer.message == message)
  }

  @Test(
    "An invalid answer is refused",
    arguments: [
      "<html>", "[1", #"{"partialSuccess":{"rejectedDataPoints":"x"}}"#,
      #"{"partialSuccess":{"rejectedDataPoints":"-5"}}"#, #"{"partialSuccess":{"rejectedDataPoints":-5}}"#,
      #"{"partialSuccess":{"rejectedDataPoints":4}}"#,
      #"{"partialSuccess":{"rejectedDataPoints":"9223372036854775807"}}"#,
      #"{"partialSuccess":{"rejectedDataPoints":-9223372036854775808}}"#,
    ])
  func garbage(body: String) {
    #expect(throws: JSONError.self) { try OTLPAnswer(Array(body.utf8), to: 3) }
  }

  @Test(
    "Invalid headers are refused without being shown",
    arguments: [
      "s3cret", "a b=s3cret", "=s3cret", "a=s3cret%0d%0aX: y", "a=s3cret%", "a=s3cret%zz", "a=s3cret%ff",
    ])
  func headers(text: String) {
    let error = #expect(throws: OTLPError.self) { try OTLPSettings.headers("ok=1," + text) }
    #expect(error?.exitStatus == .config)
    #expect(error?.description.contains("entry 2") == true)
    #expect(error?.description.contains("s3cret") == false)
  }
}
