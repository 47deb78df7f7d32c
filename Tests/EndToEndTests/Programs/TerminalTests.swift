import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("At a terminal", .serialized, .cluster, .timeLimit(.minutes(15)))
struct TerminalTests {
  private static let erase = "\r\u{1B}[K"

  /// A cluster with three expired pods; the answer to the third delete waits for the gate.
  private func cluster(_ gate: Gate) async throws -> Cluster {
    let cluster = try await Cluster(pods: [.expired("1"), .expired("2"), .expired("3")])
    cluster.cloud.inject(Fault(.hold(gate), method: "DELETE", skipping: 2))
    return cluster
  }

  private func reap(
    _ cluster: Cluster, _ arguments: String..., at terminal: PseudoTerminal,
    environment: [String: String] = [:],
    whileItRuns: () async throws -> Void = {}
  ) async throws -> Int32 {
    try await terminal.run(
      Cluster.program("reap-pods"), ["--kubeconfig", cluster.kubeconfig, "-n", "builds"] + arguments,
      environment: environment, whileItRuns: whileItRuns)
  }

  @Test("A long run shows one line of progress, cut to the current width and erased at the end")
  func progress() async throws {
    let gate = Gate()
    let cluster = try await cluster(gate)
    let terminal = try PseudoTerminal()
    let code = try await reap(cluster, at: terminal) {
      try await terminal.wait(for: "\rdeleting 2 of 3, ")
      terminal.resize(columns: 12)
      try await terminal.wait(for: "\rdeleting 2…\u{1B}[K")
      gate.open()
    }
    #expect(code == 0)
    #expect(terminal.text.contains(Self.erase))
    #expect(!terminal.screen.contains { $0.contains("deleting") })
    #expect(terminal.screen.contains { $0.hasPrefix("reap-pods: 3 listed, 3 matched: 3 deleted") })
  }

  @Test("Listing, waiting and an unreachable server are shown too")
  func activities() async throws {
    let (lists, watches) = (Gate(), Gate())
    let cluster = try await Cluster(Behavior(terminationTime: nil), pods: [.expired("1", node: "node-1")])
    cluster.cloud.inject(Fault(.hold(lists), method: "GET", path: "/api/v1/namespaces/builds/pods", times: 1))
    cluster.cloud.inject(Fault(.hold(watches), method: "GET", containing: "watch=1"))
    let terminal = try PseudoTerminal()
    let code = try await reap(cluster, "--wait", "5m", at: terminal) {
      try await terminal.wait(for: "\rlisting pods, 0 so far")
      lists.open()
      try await terminal.wait(for: "\rwaiting for 1 pod to be gone, at most ")
      cluster.cloud.removePod("buildlet-1", namespace: "builds")
      watches.open()
    }
    #expect(code == 0)
    #expect(!terminal.screen.contains { $0.contains("listing") || $0.contains("waiting") })
    let other = try PseudoTerminal()
    let dead = try cluster.folder.writeUnreachable("dead")
    #expect(try await other.run(Cluster.program("reap-pods"), ["--kubeconfig", dead]) == 69)
    #expect(other.text.contains("\rcontacting https://127.0.0.1:1"))
  }

  @Test("Messages and progress never share a line")
  func lines() async throws {
    let gate = Gate()
    let cluster = try await cluster(gate)
    let terminal = try PseudoTerminal(columns: 200)
    let code = try await reap(cluster, "--log-level", "debug", "--wait", "1m", at: terminal) {
      try await terminal.wait(for: "\rdeleting 2 of 3, ")
      gate.open()
    }
    #expect(code == 0)
    let lines = terminal.screen
    #expect(lines.contains { $0.wholeMatch(of: /debug \d\d:\d\d:\d\d GET https:.* 200, .*/) != nil })
    for line in lines {
      #expect(!line.contains("deleting "), "\(line)")
      for beginning in ["debug ", "info ", "reap-pods: "] where line.contains(beginning) {
        #expect(line.hasPrefix(beginning), "\(line)")
      }
    }
    #expect(lines.last?.isEmpty == true)
  }

  @Test("Ctrl-C ends the run gracefully and leaves no progress behind")
  func interrupt() async throws {
    let gate = Gate()
    let cluster = try await cluster(gate)
    let terminal = try PseudoTerminal()
    let code = try await reap(cluster, at: terminal) {
      try await terminal.wait(for: "\rdeleting 2 of 3, ")
      terminal.type("\u{3}")
      try await terminal.wait(for: "^C")
      gate.open()
    }
    #expect(code == 75)
    #expect(terminal.screen.contains { $0.contains("error:") && $0.hasSuffix("interrupted (SIGINT)") })
    #expect(!terminal.screen.contains { $0.contains("deleting") || $0.contains("^C") })
  }

  @Test("Outcomes, errors and warnings are colored, unless the user or the terminal says otherwise")
  func colors() async throws {
    func text(_ arguments: String..., environment: [String: String] = [:]) async throws -> String {
      let cluster = try await Cluster(pods: [.expired("1"), .ours("2", deleteAt: "odd")])
      let terminal = try PseudoTerminal()
      let all = ["--kubeconfig", cluster.kubeconfig, "-n", "builds"] + arguments
      #expect(
        try await terminal.run(Cluster.program("reap-pods"), all, environment: environment) == 0)
      return terminal.text
    }
    let colored = try await text()
    #expect(colored.contains("\u{1B}[32mdeleted\u{1B}[0m"))
    #expect(colored.contains("reap-pods: \u{1B}[1;33mwarning:\u{1B}[0m "))
    let forced = try await text("--color", "always", environment: ["NO_COLOR": "1", "TERM": "dumb"])
    #expect(forced.contains("\u{1B}[32mdeleted\u{1B}[0m"))
    for plain in [
      try await text("--color", "never", environment: ["CLICOLOR_FORCE": "1"]),
      try await text(environment: ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"]),
      try await text(environment: ["TERM": "dumb"]),
    ] { #expect(!plain.contains("\u{1B}[3") && !plain.contains("\u{1B}[1")) }
  }

  @Test("What goes elsewhere than to a terminal has no colors, unless they are asked for")
  func elsewhere() async throws {
    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> CommandRun {
      try await Cluster(pods: [.expired("1"), .ours("2", deleteAt: "odd")])
        .reap(["-n", "builds"] + arguments, environment: environment)
    }
    let plain = try await run()
    #expect(!plain.text.contains("\u{1B}") && !plain.errorText.contains("\u{1B}"))
    let forced = try await run(environment: ["CLICOLOR_FORCE": "1", "NO_COLOR": ""])
    #expect(forced.text.contains("\u{1B}[32mdeleted\u{1B}[0m"))
    #expect(forced.errorText.contains("\u{1B}[1;33mwarning:\u{1B}[0m"))
    let json = try await run("--color", "always", "-o", "json")
    #expect(!json.text.contains("\u{1B}"))
    #expect(try Report(json).count("deleted") == 1)
  }
}
