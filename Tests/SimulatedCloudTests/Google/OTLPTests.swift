import SimulatedCloud
import Testing

@Suite("The receiver of OpenTelemetry's metrics")
struct OTLPTests {
  @Test("takes JSON, and says what it rejected")
  func metrics() async throws {
    let google = try await SimulatedGoogle.start()
    let curl = GoogleCurl(google)
    let body = #"{"resourceMetrics":[]}"#
    #expect(try await curl.post("/v1/metrics", body).json["partialSuccess"] == .object([]))
    google.behaviour.rejectedDataPoints = 2
    let partial = try await curl.post("/collector/v1/metrics", body).json["partialSuccess"]
    #expect(partial?["rejectedDataPoints"] == "2")
    #expect(try await curl.post("/v1/metrics", "{").status == 400)
    let odd = try await curl.send(
      "POST", "/v1/metrics", more: ["-H", "Content-Type: application/x-protobuf", "--data-binary", body])
    #expect(odd.status == 415)
    #expect(google.requests.first?.bodyText == body)
    await google.stop()
  }
}
