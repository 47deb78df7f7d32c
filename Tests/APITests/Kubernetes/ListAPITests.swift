import Shared
import SimulatedCloud
import Testing

@Suite("Lists of several pages", .serialized, .timeLimit(.minutes(15)))
struct ListAPITests {
  private final class Visitor: ListVisitor {
    private(set) var seen: [String] = []

    func listBegins(_ head: HTTPHead) { seen = ["begins"] }
    func visit(_ pod: Pod) { seen.append(pod.name) }
    func visitUnreadable(_ problem: String) { seen.append(problem) }
  }

  private static func page(_ names: [String], token: String = "") -> FaultAction {
    let items = names.map { name in
      #"{"metadata":{"name":"\#(name)","namespace":"n","uid":"u-\#(name)","resourceVersion":"1"}}"#
    }
    let body = """
      {"kind":"PodList","apiVersion":"v1","metadata":{"continue":"\(token)"},
      "items":[\(items.joined(separator: ","))]}
      """
    return .answer(status: 200, headers: ["Content-Type": "application/json"], body: body)
  }

  @Test("An unreadable item is named by its index in the whole list, even after a restart")
  func places() async throws {
    let server = try await TestServer()
    server.cloud.inject(Fault(.status(410), path: "/api/v1/pods", containing: "continue=c", times: 1))
    server.cloud.inject(Fault(Self.page(["c", ""]), path: "/api/v1/pods", containing: "continue=c"))
    server.cloud.inject(Fault(Self.page(["a", "b"], token: "c"), path: "/api/v1/pods"))
    let seen = try await server.calls { server in
      let visitor = Visitor()
      try server.list(ListOptions(pageSize: 2), with: PodDecoder(MetadataFilter()), to: visitor)
      return visitor.seen
    }
    #expect(seen == ["begins", "a", "b", "c", "items[3].metadata.name: it is empty"])
    #expect(server.cloud.requests.count { $0.path == "/api/v1/pods" } == 4)
    await server.cloud.stop()
  }

  @Test("A list that times out is requested again in pages")
  func timedOut() async throws {
    let server = try await TestServer()
    server.cloud.add(SimulatedPod("one"))
    // The number of times that the same request is sent.
    server.cloud.inject(Fault(.status(504, retryAfter: "0"), path: "/api/v1/pods", times: 5))
    let seen = try await server.calls { server in
      let visitor = Visitor()
      try server.list(ListOptions(), with: PodDecoder(MetadataFilter()), to: visitor)
      return visitor.seen
    }
    #expect(seen == ["begins", "one"])
    let lists = server.cloud.requests.filter { $0.path == "/api/v1/pods" }
    #expect(lists.map { $0.query["limit"] } == [nil, nil, nil, nil, nil, "500"])
    await server.cloud.stop()
  }
}
