import Testing

@testable import Shared

@Suite("Percent encoding", .timeLimit(.minutes(15)))
struct PercentEncodingTests {
  @Test("All but unreserved characters are encoded")
  func encoding() {
    #expect("ü\n".percentEncoded == "%C3%BC%0A")
    #expect("aZ09-._~/ ".percentEncoded == "aZ09-._~%2F%20")
  }

  @Test("Names and values of a query are encoded")
  func query() {
    #expect(urlQuery([]) == "")
    #expect(
      urlQuery([("labelSelector", "a in (b,c)"), ("limit", "5")])
        == "?labelSelector=a%20in%20%28b%2Cc%29&limit=5")
  }
}
