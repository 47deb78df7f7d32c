import Testing

@testable import reap_pods

@Suite("Where pods were listed", .timeLimit(.minutes(15)))
struct ListedPlaceTests {
  @Test(
    "A few namespaces are named, and the cluster by its context, or else its server",
    arguments: [
      ([nil], "work", "https://10.0.0.1", " in all namespaces of context work"),
      (["a"], "", "https://10.0.0.1", " in namespace a of https://10.0.0.1"),
      (["a", "b", "c"], nil, "https://10.0.0.1", " in namespaces a, b, c of https://10.0.0.1"),
      (["a", "b", "c", "d"], "work", nil, " in 4 namespaces of context work"),
      ([], "work", nil, " in context work"), (["a"], nil, nil, " in namespace a"), ([], nil, nil, ""),
    ] as [([String?], String?, String?, String)])
  func cluster(namespaces: [String?], context: String?, server: String?, text: String) {
    #expect(ListedPlace(namespaces: namespaces).text(context: context, server: server) == text)
  }

  @Test("A snapshot is named as such")
  func snapshot() {
    #expect(ListedPlace(isSnapshot: true).text(context: nil, server: nil) == " in the snapshot")
    #expect(
      ListedPlace(namespaces: ["a"], isSnapshot: true).text(context: nil, server: nil)
        == " in namespace a of the snapshot")
  }
}
