import ArgumentParser
import Foundation
import Testing

@testable import reap_pods

@Suite("Options without effect", .timeLimit(.minutes(15)))
struct IdleOptionsTests {
  private func names(_ arguments: [String]) throws -> [String] {
    let warnings =
      try RuleOptions.parse(arguments.filter { !$0.hasPrefix("--max-share") }).idleOptions
      + SafetyOptions.parse(arguments.filter { $0.hasPrefix("--max-share") }).idleOptions
    return warnings.compactMap { $0.components(separatedBy: " has no effect: ").first }
  }

  private static let ofForeign = [
    "--name-prefix=ci-", "--min-age=1m", "--generation-key=run", "--allow-unseen-generation",
  ]

  @Test("An option of a rule that is off is named in a warning")
  func off() throws {
    #expect(
      try names(Self.ofForeign)
        == ["--generation-key", "--name-prefix", "--min-age", "--allow-unseen-generation"])
    #expect(try names(["--source-max-age=1h", "--generation=g1"]) == ["--source-max-age"])
    #expect(try names(["--expiry-key=a", "--no-expired", "--finished-after=1h"]) == ["--expiry-key"])
    #expect(try names(["--expiry-key=a", "--retire=g1"]) == ["--expiry-key"])
    #expect(try names(["--max-share-floor=0"]) == ["--max-share-floor"])
  }

  @Test(
    "An option of a rule that is on causes no warning, even with its default value",
    arguments: [
      [], ofForeign + ["--generation=g1"], ofForeign + ["--in-use=f", "--source-max-age=1h"],
      ofForeign + ["--generation-from=lease/a/b"], ["--generation-key=run", "--retire=g1"],
      ["--expiry-key=delete-at"], ["--expiry-key=a", "--no-expired", "--generation=g1"],
      ["--max-share-floor=0", "--max-share=50"],
    ])
  func on(arguments: [String]) throws {
    #expect(try names(arguments) == [])
  }
}
