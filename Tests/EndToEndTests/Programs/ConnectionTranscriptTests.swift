import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("What a user sees of connections", .serialized, .timeLimit(.minutes(15)))
struct ConnectionTranscriptTests {
  private let folder: TemporaryFolder
  private let dead: String

  init() throws {
    folder = try TemporaryFolder()
    dead = try folder.writeUnreachable("config")
  }

  @Test("A server that cannot be reached, with and without debug messages at a terminal")
  func unreachable() async throws {
    var transcript = Transcript("connections")
    try transcript.replace(#"in \d+(\.\d+)? s\b"#, with: "in N s")
    try transcript.replace(#"\d\d:\d\d:\d\d"#, with: "HH:MM:SS")
    let plain = try await CommandRun(Cluster.program("reap-pods"), ["--kubeconfig", dead, "-n", "builds"])
    transcript.add(
      "reap-pods --kubeconfig \(dead) -n builds", output: "", errors: plain.errorText, code: plain.code)
    let proxied = ["HTTPS_PROXY": "http://me:s3cret@127.0.0.1:2"]
    let noProxy = try await CommandRun(
      Cluster.program("reap-pods"), ["--kubeconfig", dead, "-n", "builds"], environment: proxied)
    transcript.add(
      "HTTPS_PROXY=http://me:s3cret@127.0.0.1:2 reap-pods --kubeconfig \(dead) -n builds", output: "",
      errors: noProxy.errorText, code: noProxy.code)
    let unused = try await CommandRun(
      Cluster.program("reap-pods"), ["--kubeconfig", dead, "-n", "builds"],
      environment: proxied.merging(["NO_PROXY": "127.0.0.0/8"]) { $1 })
    #expect(unused.errorText.contains("cannot reach https://127.0.0.1:1 (connection refused"))
    let run = try await CommandRun(
      Cluster.program("reap-pods"), ["--kubeconfig", dead, "-n", "builds", "-o", "json"])
    let messages = try #require(try Report(run)["exit.messages"] as? [String])
    transcript.add(
      "reap-pods --kubeconfig \(dead) -n builds -o json | jq .exit.messages",
      output: messages.joined(separator: "\n"), code: run.code, comment: "Programs get the Audit-ID")
    let terminal = try PseudoTerminal(columns: 200)
    let arguments = ["--kubeconfig", dead, "-n", "builds", "--log-level", "debug", "--color", "never"]
    let code = try await terminal.run(Cluster.program("reap-pods"), arguments)
    // The access review is tried at the same time.
    let lines = terminal.screen.filter { $0.contains("/version") || $0.hasPrefix("reap-pods:") }
    transcript.add(
      "reap-pods \(arguments.joined(separator: " ")) | grep -e /version -e reap-pods:",
      output: lines.joined(separator: "\n"), code: code,
      comment: "At a terminal, with debug messages")
    try transcript.check()
  }
}
