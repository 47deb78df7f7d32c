import Shared
import Testing

@testable import reap_pods

@Suite("The dialects", .timeLimit(.minutes(15)))
struct DialectTests {
  @Test("Each is named like its reason", arguments: Dialect.allCases)
  func names(dialect: Dialect) {
    #expect(dialect.rawValue == dialect.reason.rawValue)
  }

  @Test(
    "Each reads only what it asks for, and is silent about a pod that says nothing",
    arguments: Dialect.allCases)
  func silent(dialect: Dialect) {
    #expect(dialect.readings(of: pod()).isEmpty)
    #expect(!dialect.metadataFilter.annotations.isEmpty || !dialect.metadataFilter.labels.isEmpty)
  }
}
