import SimulatedCloud
import Testing

@Suite("Recorded responses", .timeLimit(.minutes(15)))
struct RecordedAnswersTests {
  @Test("The simulated cloud repeats the recorded responses byte for byte", arguments: ["1.1", "2"])
  func replay(httpVersion: String) async throws {
    let cluster = try await RecordedCluster()
    let curl = try Curl(cluster.cloud)
    cluster.cloud.addToken("reaper-token", user: "reaper")
    for answer in try RecordedAnswer.all() {
      try cluster.prepare(for: answer)
      cluster.cloud.behavior.now = answer.time
      let reply = try await curl.send(
        answer.method, answer.path, accept: answer.accept, body: answer.requestBody,
        as: credential(answer), userAgent: "podkeeper-recorder",
        more: ["--http\(httpVersion)", "-H", "Audit-ID: \(answer.headers["audit-id"] ?? "")"])
      let same = reply.body == answer.body
      #expect(reply.httpVersion == httpVersion, "\(answer.name)")
      #expect(reply.status == answer.status, "\(answer.name)")
      #expect(same, "\(answer.name): \(difference(reply.body, answer.body))")
      var headers = headers(reply.headers, httpVersion)
      // The recorder of these answers did not keep this header.
      if answer.name.hasPrefix("namespace-") { headers["x-content-type-options"] = nil }
      #expect(headers == self.headers(answer.headers, httpVersion), "\(answer.name)")
    }
    await cluster.cloud.stop()
  }

  private func credential(_ answer: RecordedAnswer) -> Curl.Credential {
    if answer.name.hasPrefix("anonymous") { return .none }
    if answer.name.hasPrefix("unauthorized") { return .token("nobody issued this") }
    let isReaper = answer.name.contains("forbidden") || answer.name.hasSuffix("-reaper.json")
    return .token(isReaper ? "reaper-token" : Curl.adminToken)
  }

  /// HTTP/2 has no chunked encoding, and Go's HTTP/2 server knows the length of more bodies in advance.
  private func headers(_ headers: [String: String], _ httpVersion: String) -> [String: String] {
    var headers = headers
    for name in ["x-kubernetes-pf-flowschema-uid", "x-kubernetes-pf-prioritylevel-uid"] {
      if headers[name] != nil { headers[name] = "some UID" }
    }
    if httpVersion == "2" {
      headers["transfer-encoding"] = nil
      headers["content-length"] = nil
    }
    return headers
  }

  private func difference(_ ours: [UInt8], _ theirs: [UInt8]) -> String {
    let place = zip(ours, theirs).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let start = max(0, (place ?? min(ours.count, theirs.count)) - 40)
    func part(_ bytes: [UInt8]) -> String {
      String(decoding: bytes.dropFirst(start).prefix(100), as: UTF8.self)
    }
    return "from byte \(start) on, ours <\(part(ours))> theirs <\(part(theirs))>"
  }
}
