import Testing

@testable import Shared

@Suite("Paths of the API", .timeLimit(.minutes(15)))
struct APIPathTests {
  @Test("Names cannot leave their place in the path")
  func escaping() {
    #expect(
      APIPath.pod(namespace: "a/../b", name: "x?y#z%") == "/api/v1/namespaces/a%2F..%2Fb/pods/x%3Fy%23z%25")
    #expect(APIPath.pods(namespace: nil) == "/api/v1/pods")
  }

  @Test("A list never asks for a resource version, and goes on with the same selectors and limit")
  func listQuery() {
    let options = ListOptions(labelSelector: "a=b", fieldSelector: "c=d", pageSize: 500)
    let first = options.query(continueToken: nil).map(\.name)
    let next = options.query(continueToken: "t").map(\.name)
    #expect(first == ["limit", "labelSelector", "fieldSelector"])
    #expect(next == ["limit", "continue", "labelSelector", "fieldSelector"])
  }
}
