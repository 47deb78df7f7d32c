import Testing

@testable import Shared

@Suite("What a list is asked for", .timeLimit(.minutes(15)))
struct ListOptionsTests {
  @Test("Every page is asked for with the selectors of the first")
  func pages() {
    let options = ListOptions(labelSelector: "app=ci", fieldSelector: "a=b", pageSize: 500)
    let selectors = ["labelSelector=app=ci", "fieldSelector=a=b"]
    let query = { (token: String?) in options.query(continueToken: token).map { "\($0.name)=\($0.value)" } }
    #expect(query(nil) == ["limit=500"] + selectors)
    #expect(query("next") == ["limit=500", "continue=next"] + selectors)
  }
}
