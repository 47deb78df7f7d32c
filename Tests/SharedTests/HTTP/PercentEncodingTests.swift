import Testing

@testable import Shared

@Suite("Percent encoding", .timeLimit(.minutes(15)))
struct PercentEncodingTests {
  @Test("Only unreserved characters stay")
  func encoding() {
    #expect("ü\n".percentEncoded == "%C3%BC%0A")
    #expect("aZ09-._~/ ".percentEncoded == "aZ09-._~%2F%20")
  }

  @Test("Queries are encoded")
  func query() {
    #expect(urlQuery([]) == "")
    #expect(
      urlQuery([("labelSelector", "a in (b,c)"), ("limit", "5")])
        == "?labelSelector=a%20in%20%28b%2Cc%29&limit=5")
  }
}
