import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("sample-capacity: the status page", .serialized, .timeLimit(.minutes(15)))
struct StatusPageTests {
  private let folder: TemporaryFolder
  private let cloud: SimulatedCloud
  private let kubeconfig: String
  private var page: String { folder.path + "/index.html" }
  private var badge: String { folder.path + "/badge.svg" }

  init() async throws {
    folder = try TemporaryFolder()
    cloud = try await SimulatedCloud.start()
    cloud.addDemoPods()
    cloud.add(SimulatedNode("node-1"))
    kubeconfig = try folder.write("kubeconfig", cloud.kubeconfig(token: "t"))
  }

  private func run(_ arguments: String...) async throws -> CommandRun {
    try await CommandRun(
      Repository.program("sample-capacity"),
      ["--kubeconfig", kubeconfig, "--to", "html:\(page)", "--badge", badge] + arguments)
  }

  private func text(_ file: String) throws -> String { try String(contentsOfFile: file, encoding: .utf8) }

  private func mode(_ file: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
  }

  @Test("Without a ledger it shows the sample, and everybody may read it")
  func sample() async throws {
    let run = try await run("-o", "json", "--interval", "5m")
    #expect(run.code == 0, "\(run.errorText)")
    #expect(try Report(run).written == ["html:\(page) ok 1 0", "badge:\(badge) ok 1 0"])
    let html = try text(page)
    #expect(html.contains("<bdi>node-1</bdi>") && html.contains("No history is kept."))
    #expect(html.contains("<meta http-equiv=\"refresh\" content=\"300\"/>"))
    #expect(try text(badge).contains("build pods: "))
    #expect(try mode(page) == 0o644 && mode(badge) == 0o644)
    await cloud.stop()
  }

  @Test("A failed list replaces the page with the failure, and the exit code is the failure's")
  func failure() async throws {
    #expect(try await run().code == 0)
    cloud.inject(Fault(.status(403), path: "/api/v1/nodes"))
    let run = try await run()
    #expect(run.code == 77, "\(run.errorText)")
    let html = try text(page)
    #expect(html.contains("<body class=\"bad\">") && html.contains("The last attempt failed."))
    #expect(html.contains("Exit 77 noperm") && html.contains("kubectl apply -k kubernetes/sample-capacity"))
    #expect(!html.contains("node-1"))
    #expect(try text(badge).contains("not known"))
    await cloud.stop()
  }

  /// A ledger with one sample.
  private func ledgerOfAMinuteAgo() throws -> String {
    let path = folder.path + "/ledger"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    let time = Date.now.addingTimeInterval(-60)
    let day = time.formatted(.iso8601.year().month().day())
    let sample =
      #"{"k":"sample","t":\#(Int64(time.timeIntervalSince1970)),"cpu":{"allocatable":4000,"running":1000},"#
      + #""memory":{"allocatable":1,"running":1},"nodes":{"total":1},"pods":{},"estimate":{"fitsNow":true}}"#
    _ = try folder.write(
      "ledger/samples-\(day).jsonl",
      #"{"k":"file","schema":"podkeeper.ledger/v1","cluster":{}}"# + "\n\(sample)\n")
    return path
  }

  @Test("With a ledger it has charts and the last reap, and after a failed list the last whole sample")
  func ledger() async throws {
    let ledger = try ledgerOfAMinuteAgo()
    let reap = try await CommandRun(
      Repository.program("reap-pods"), ["--kubeconfig", kubeconfig, "-n", "builds", "--ledger", ledger])
    #expect(reap.code == 0, "\(reap.errorText)")
    #expect(try await run("--ledger", ledger).code == 0)
    let charts = try text(page)
    #expect(charts.contains("CPU requested, 24 hours") && charts.contains("Pods a day, 30 days"))
    #expect(charts.contains("exit 0 ok") && charts.contains("past its deadline"))

    cloud.inject(Fault(.status(403), path: "/api/v1/nodes"))
    #expect(try await run("--ledger", ledger).code == 77)
    let failed = try text(page)
    #expect(failed.contains("No sample for <b>") && failed.contains("The last attempt failed."))
    // It is not too old for names yet.
    #expect(failed.contains("<bdi>node-1</bdi>"))
    await cloud.stop()
  }

  @Test("If the page cannot be written, the other destinations still are: 73")
  func unwritable() async throws {
    let table = folder.path + "/samples.csv"
    let run = try await run("--to", "html:\(folder.path)/none/index.html", "--to", "csv:\(table)")
    #expect(run.code == 73)
    #expect(FileManager.default.fileExists(atPath: page) && FileManager.default.fileExists(atPath: table))
    await cloud.stop()
  }

  @Test("A snapshot's page is of that time and is not reloaded")
  func snapshot() async throws {
    let run = try await Sampling.snapshot(
      [Sampling.node("node-<1>"), Sampling.pod("p", node: "node-<1>", #""cpu":"1""#)],
      ["--to", "html:\(page)", "--now", "2026-11-26T03:12:07Z"])
    #expect(run.code == 0, "\(run.errorText)")
    let html = try text(page)
    #expect(html.contains("<bdi>node-&lt;1&gt;</bdi>") && !html.contains("http-equiv=\"refresh\""))
    #expect(html.contains("Thu\u{a0}26\u{a0}Nov\u{a0}2026,\u{a0}03:12:07\u{a0}UTC"))
    await cloud.stop()
  }
}
