import ArgumentParser
import Shared
import Testing

@testable import reap_pods

@Suite("The rule options", .timeLimit(.minutes(15)))
struct RuleOptionsTests {
  private func policy(_ arguments: String...) throws -> Policy {
    try RuleOptions.parse(arguments).policy(namedNamespaces: [])
  }

  @Test("The rule expired is on by default")
  func expired() throws {
    #expect(try policy() == Policy())
    #expect(try policy("--expired") == Policy())
    #expect(
      try policy("--no-expired", "--dialect", "gitlab") == Policy(deletesExpired: false, dialects: [.gitlab]))
  }

  @Test("--retire turns off all rules that are not given explicitly")
  func retire() throws {
    #expect(
      try policy("--retire", "a", "--retire", "b")
        == Policy(deletesExpired: false, retiredGenerations: ["a", "b"]))
    #expect(try policy("--retire", "a", "--expired") == Policy(retiredGenerations: ["a"]))
    #expect(
      try policy("--retire", "a", "--finished-after", "1h")
        == Policy(deletesExpired: false, retiredGenerations: ["a"], finishedAfter: 3600))
    #expect(
      try policy("--retire", "a", "--generation", "b", "--generation-key", "run")
        == Policy(
          generationKey: "run", deletesExpired: false, foreignGeneration: ForeignGenerationPolicy(),
          retiredGenerations: ["a"]))
  }

  @Test("Rules about a pod's state take their durations from the options")
  func state() throws {
    #expect(
      try policy(
        "--finished-after", "1h", "--pending-after", "30m", "--force-after", "2h", "--force-not-ready")
        == Policy(
          finishedAfter: 3600, pendingAfter: 1800,
          stuckTerminating: StuckTerminatingPolicy(after: 7200, evenNotReady: true)))
  }

  @Test("A dialect given twice counts once, and dialects are in the order of the table")
  func dialects() throws {
    #expect(
      try policy("--dialect", "kyverno", "--dialect", "kube-janitor", "--dialect", "kyverno").dialects
        == [.kubeJanitor, .kyverno])
  }

  @Test(
    "Invalid or contradictory options are usage errors",
    arguments: [
      ["--retire", ""], ["--retire", " \t"], ["--retire", "a", "--generation", "a"],
      ["--generation", "b", "--generation", "a", "--retire", "c", "--retire", "a"], ["--dialect", "janitor"],
      ["--dialect", ""], ["--dialect", "Kyverno"], ["--finished-after", "5"], ["--finished-after", ""],
      ["--pending-after", "-1h"], ["--force-after", "1x"], ["--force-not-ready"], ["--no-expired"],
      ["--generation-key", " "],
    ])
  func usage(arguments: [String]) {
    do {
      _ = try RuleOptions.parse(arguments)
      Issue.record("\(arguments) was accepted")
    } catch {
      #expect(RuleOptions.exitCode(for: error).rawValue == 64)
    }
  }

  @Test("The help shows the defaults and every dialect")
  func help() {
    let help = RuleOptions.helpMessage(columns: 500)
    for text in ["(default: delete-at)", "(default: generation)", "(default: buildlet-)", "(default: 2m)"] {
      #expect(help.contains(text))
    }
    for dialect in Dialect.allCases { #expect(help.contains(dialect.rawValue)) }
    for rule in DeleteReason.allCases { #expect(help.contains(rule.rawValue)) }
  }
}
