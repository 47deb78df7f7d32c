import Foundation
import TestSupport
import Testing

@testable import reap_pods

@Suite("docs/decisions.md", .timeLimit(.minutes(15)))
struct DecisionsDocumentTests {
  /// The code in the first column of the table under a heading.
  private func reasons(under heading: String) throws -> [String] {
    let sections = try Repository.text("docs/decisions.md").components(separatedBy: "\n## ")
    let section = try #require(sections.first { $0.hasPrefix("\(heading)\n") })
    return section.split(separator: "\n").filter { $0.hasPrefix("| `") }
      .map { String($0.dropFirst(3).prefix { $0 != "`" }) }
  }

  @Test("It lists the reasons to keep a pod in the same order as the code")
  func kept() throws {
    #expect(try reasons(under: "Kept") == KeepReason.allCases.map(\.rawValue))
  }

  @Test("It lists the reasons to delete a pod in the same order as the code")
  func deleted() throws {
    #expect(try reasons(under: "Deleted") == DeleteReason.allCases.map(\.rawValue))
  }
}
