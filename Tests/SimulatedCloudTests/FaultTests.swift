import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("Faults", .timeLimit(.minutes(15)))
struct FaultTests {
  static let list = "/api/v1/namespaces/builds/pods"
  static let pod = list + "/buildlet-1"

  private func cloud(_ faults: Fault...) async throws -> (SimulatedCloud, Curl) {
    let cloud = try await SimulatedCloud.start()
    for number in 1...3 { cloud.add(SimulatedPod("buildlet-\(number)")) }
    for fault in faults { cloud.inject(fault) }
    return (cloud, try Curl(cloud))
  }

  @Test(
    "A cut body makes curl exit with the status for that cut",
    arguments: [
      ("--http2", FaultAction.Cut.streamReset, [92]), ("--http1.1", .streamReset, [18]),
      ("--http2", .closed, [18]), ("--http1.1", .closed, [18]), ("--http1.1", .dropped, [18, 56]),
      ("--http2", .dropped, [18, 56]), ("--http1.1", .reset, [56]), ("--http2", .reset, [56]),
    ] as [(String, FaultAction.Cut, [Int32])])
  func cut(version: String, cut: FaultAction.Cut, codes: [Int32]) async throws {
    let (cloud, curl) = try await cloud(Fault(.cut(after: 1000, cut)))
    let reply = try await curl.get(Self.list, more: [version])
    #expect(codes.contains(reply.code), "curl ended with \(reply.code)")
    #expect(reply.status == 200 || cut == .reset)
    #expect(reply.body.count <= 1000)
    await cloud.stop()
  }

  @Test(
    "A cut after the last byte of a body removes the end of the body", arguments: ["--http1.1", "--http2"])
  func lateCut(version: String) async throws {
    let (cloud, curl) = try await cloud(Fault(.cut(after: 1 << 30, .streamReset)))
    let reply = try await curl.get(Self.list, more: [version])
    #expect(reply.code != 0)
    #expect(reply.text.hasSuffix("]}\n"))
    await cloud.stop()
  }

  @Test("A list that fails halfway has a Status after its items", arguments: ["--http1.1", "--http2"])
  func statusInBody(version: String) async throws {
    let (cloud, curl) = try await cloud(Fault(.statusInBody(after: 2000)))
    let reply = try await curl.get(Self.list, more: [version])
    #expect(reply.code == 0)
    #expect(reply.status == 200)
    #expect(reply.text.hasPrefix(#"{"kind":"PodList""#))
    #expect(reply.text.dropFirst(2000).hasPrefix(#"{"kind":"Status""#))
    await cloud.stop()
  }

  @Test(
    "A reset is curl's error 56, and the request was carried out", arguments: ["--http1.1", "--http2"])
  func reset(version: String) async throws {
    let (cloud, curl) = try await cloud(Fault(.reset, method: "DELETE"))
    let reply = try await curl.send("DELETE", Self.pod, more: [version])
    #expect(reply.code == 56)
    #expect(cloud.pod("buildlet-1", namespace: "builds") == nil)
    await cloud.stop()
  }

  @Test("A delayed response sends nothing at first, although the request was carried out")
  func delay() async throws {
    let (cloud, curl) = try await cloud(Fault(.delay(.seconds(3600))))
    async let reply = curl.delete(Self.pod)
    try await waitUntil { cloud.pod("buildlet-1", namespace: "builds") == nil }
    await cloud.stop()
    #expect(try await reply.code != 0)
    #expect(try await reply.status == 0)
  }

  @Test("A held response is sent when the gate opens")
  func hold() async throws {
    let gate = Gate()
    let (cloud, curl) = try await cloud(Fault(.hold(gate)))
    async let reply = curl.delete(Self.pod)
    try await waitUntil { gate.arrived == 1 }
    #expect(cloud.pod("buildlet-1", namespace: "builds") == nil)
    gate.open()
    #expect(try await reply.status == 200)
    await cloud.stop()
  }

  @Test("A stalling body stops at the requested offset", arguments: ["--http1.1", "--http2"])
  func stall(version: String) async throws {
    let (cloud, curl) = try await cloud(Fault(.stall(after: 10, for: .seconds(3600))))
    let file = try curl.folder.write("body", "")
    async let reply = curl.get(Self.list, more: [version, "--no-include", "--no-buffer", "-o", file])
    try await waitUntil { try Data(contentsOf: URL(filePath: file)).count >= 10 }
    await cloud.stop()
    #expect(try await reply.code != 0)
    #expect(try Data(contentsOf: URL(filePath: file)) == Data(#"{"kind":"P"#.utf8))
  }

  @Test(
    "An injected error has its Retry-After, and the request is not carried out",
    arguments: [(429, "2"), (500, nil), (503, "soon")] as [(Int, String?)])
  func errors(status: Int, retryAfter: String?) async throws {
    let (cloud, curl) = try await cloud(Fault(.status(status, retryAfter: retryAfter)))
    let reply = try await curl.delete(Self.pod)
    #expect(reply.status == status)
    #expect(reply.headers["retry-after"] == retryAfter)
    #expect(reply.text.contains(#""kind":"Status""#) && reply.text.contains(#""code":\#(status)"#))
    #expect(cloud.pod("buildlet-1", namespace: "builds") != nil)
    await cloud.stop()
  }

  @Test("A fault skips and then affects the requested numbers of requests")
  func counts() async throws {
    let (cloud, curl) = try await cloud(Fault(.status(503), path: Self.list + "*", skipping: 1, times: 2))
    var statuses: [Int] = []
    for path in [Self.list, Self.pod, "/version", Self.list, Self.list] {
      statuses.append(try await curl.get(path).status)
    }
    #expect(statuses == [200, 503, 200, 503, 200])
    await cloud.stop()
  }

  @Test("A pod can be replaced or updated between a list and its delete")
  func replacement() async throws {
    let (cloud, curl) = try await cloud(
      Fault(.replacePod, method: "DELETE", path: Self.pod),
      Fault(.updatePod, method: "DELETE", path: Self.list + "/buildlet-2"))
    let first = try #require(cloud.pod("buildlet-1", namespace: "builds"))
    let second = try #require(cloud.pod("buildlet-2", namespace: "builds"))
    func body(_ pod: ExistingPod) -> String {
      #"{"preconditions":{"uid":"\#(pod.uid)","resourceVersion":"\#(pod.resourceVersion)"}}"#
    }
    let replaced = try await curl.delete(Self.pod, body: body(first))
    let updated = try await curl.delete(Self.list + "/buildlet-2", body: body(second))
    #expect(replaced.status == 409 && replaced.text.contains("the UID in the precondition"))
    #expect(updated.status == 409 && updated.text.contains("the ResourceVersion in the precondition"))
    #expect(cloud.pod("buildlet-1", namespace: "builds")?.uid != first.uid)
    #expect(cloud.pod("buildlet-2", namespace: "builds")?.uid == second.uid)
    await cloud.stop()
  }

  @Test("The Date header can be wrong or missing")
  func dates() async throws {
    let (cloud, curl) = try await cloud(Fault(.skewedDate(-90), times: 1), Fault(.noDate, skipping: 1))
    cloud.behavior.now = 1_795_457_719
    #expect(try await curl.get(Self.pod).headers["date"] == "Mon, 23 Nov 2026 18:13:49 GMT")
    #expect(try await curl.get(Self.pod).headers["date"] == nil)
    await cloud.stop()
  }

  @Test("Redirects and garbage are sent as requested")
  func oddAnswers() async throws {
    let (cloud, curl) = try await cloud(
      Fault(.redirect(to: "https://elsewhere.example/"), times: 1), Fault(.garbage, skipping: 1))
    let redirect = try await curl.get(Self.list)
    let garbage = try await curl.get(Self.list)
    #expect(redirect.status == 302)
    #expect(redirect.headers["location"] == "https://elsewhere.example/")
    #expect(garbage.status == 200)
    #expect(garbage.headers["content-type"] == "application/json")
    #expect(garbage.text.hasPrefix("<html>"))
    await cloud.stop()
  }

  @Test("A compression bomb is far larger when unpacked", arguments: [FaultAction.Bomb.gzip, .chunked])
  func bomb(bomb: FaultAction.Bomb) async throws {
    let size = 16 << 20
    let (cloud, curl) = try await cloud(Fault(.bomb(bomb, bytes: size)))
    let packed = try await curl.get(Self.list)
    let unpacked = try await curl.get(Self.list, more: ["--compressed"])
    #expect(unpacked.body.count > size / 2)
    #expect(packed.body.count < (bomb == .gzip ? size / 100 : size * 2))
    await cloud.stop()
  }

  @Test("A continue token can expire early")
  func expiredToken() async throws {
    let (cloud, curl) = try await cloud(Fault(.expiredToken))
    let first = try await curl.get(Self.list + "?limit=1")
    let token = try #require(first.continueToken)
    let second = try await curl.get(Self.list + "?limit=1&continue=" + token)
    #expect(second.status == 410)
    #expect(second.text.contains(#""reason":"Expired""#))
    await cloud.stop()
  }
}
