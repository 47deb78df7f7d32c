import Shared
import Testing

@testable import reap_pods

@Suite("The dialects", .timeLimit(.minutes(15)))
struct DialectTests {
  @Test("Each dialect has the name of its reason", arguments: Dialect.allCases)
  func names(dialect: Dialect) {
    #expect(dialect.rawValue == dialect.reason.rawValue)
  }

  @Test(
    "Each dialect needs some metadata, and reads nothing from a pod without it",
    arguments: Dialect.allCases)
  func silent(dialect: Dialect) {
    #expect(dialect.readings(of: pod()).isEmpty)
    #expect(!dialect.metadataFilter.annotations.isEmpty || !dialect.metadataFilter.labels.isEmpty)
  }
}
