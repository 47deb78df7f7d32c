import Testing

@testable import Shared

@Suite("API paths", .timeLimit(.minutes(15)))
struct APIPathTests {
  @Test("A name cannot change the rest of its path")
  func escaping() {
    #expect(
      APIPath.pod(namespace: "a/../b", name: "x?y#z%") == "/api/v1/namespaces/a%2F..%2Fb/pods/x%3Fy%23z%25")
    #expect(APIPath.pods(namespace: nil) == "/api/v1/pods")
  }

  @Test("A list sets no resource version and keeps its selectors and limit on every page")
  func listQuery() {
    let options = ListOptions(labelSelector: "a=b", fieldSelector: "c=d", pageSize: 500)
    let first = options.query(continueToken: nil).map(\.name)
    let next = options.query(continueToken: "t").map(\.name)
    #expect(first == ["limit", "labelSelector", "fieldSelector"])
    #expect(next == ["limit", "continue", "labelSelector", "fieldSelector"])
  }
}
