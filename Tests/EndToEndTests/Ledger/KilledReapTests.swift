import Foundation
import Shared
import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "reap-pods is killed between two system calls",
  .enabled("takes strace, and root") { try await SystemCalls.canTrace() },
  .timeLimit(.minutes(15)))
struct KilledReapTests {
  /// What a ledger says about runs.
  private struct Ledger {
    /// The reasons by run and UID.
    var intents: [String: [String: String]] = [:]
    /// By run, each UID as often as it is there.
    var deleted: [String: [String]] = [:]
    /// The runs whose last line is there.
    var runs: Set<String> = []

    init(_ path: String) throws {
      let reader = try LedgerReader(path)
      for day in try reader.days(.reap) {
        guard let lines = try reader.lines(.day(.reap, day)) else { continue }
        while let line = try lines.next() {
          if let intent = try line.record(LedgerIntent.self) {
            intents[intent.run, default: [:]][intent.uid] = intent.reason
          }
          if let outcome = try line.record(LedgerOutcome.self), outcome.outcome == "deleted" {
            deleted[outcome.run, default: []].append(outcome.uid)
          }
          if let run = try line.record(LedgerRun.self) { runs.insert(run.run) }
        }
      }
    }

    /// The pods of the runs whose lines count, by UID.
    var matched: [String: String] {
      intents.filter { runs.contains($0.key) }.values.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }

    var counted: [String] { deleted.filter { runs.contains($0.key) }.values.flatMap(\.self) }
  }

  @Test(
    "Every deleted pod has an intent, nothing that was reported is lost, and nothing counts twice",
    arguments: 1...10)
  func killed(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let cluster = try await Cluster()
    let path = cluster.folder.path + "/ledger"
    var count = 0
    func addPods() async throws {
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        count += 1
        try await cluster.add(.expired("\(seed)-\(count)"))
      }
    }
    let command = [
      Cluster.program("reap-pods"), "--kubeconfig", cluster.kubeconfig, "-A", "--ledger", path, "-o", "json",
    ]
    try await addPods()
    let calls = try await SystemCalls(of: command, from: "ledger")
    var reported: Set<String> = []
    var kills = 0
    for _ in 0..<12 {
      try await addPods()
      let run = try await calls.killed(command, by: &generator)
      if run.code == 137 { kills += 1 }
      let ledger = try Ledger(path)
      let known = Set(ledger.intents.values.flatMap(\.keys))
      #expect(known.isSuperset(of: deletedUIDs(cluster)), "\(run.errorText)")
      // A report is printed only after the ledger is on disk.
      guard let report = try? Report(text: run.text) else { continue }
      reported.formUnion(
        report.pods.filter { $0["outcome"] as? String == "deleted" }.compactMap { $0["uid"] as? String })
      #expect(Set(ledger.counted).isSuperset(of: reported))
    }
    #expect(kills > 0)

    let last = try await CommandRun(command[0], Array(command[1...]))
    #expect(last.code == 0, "\(last.errorText)")
    #expect(cluster.cloud.pods().isEmpty)
    let ledger = try Ledger(path)
    #expect(Set(ledger.counted).count == ledger.counted.count)
    let replay = try await CommandRun(command[0], ["--replay", path, "-o", "json"])
    #expect(replay.code == 0, "\(replay.errorText)")
    let reasons = try Report(replay).pods.map { ($0["uid"] as? String ?? "", $0["reason"] as? String ?? "") }
    #expect(Dictionary(reasons) { "\($0) and again \($1)" } == ledger.matched)
  }

  private func deletedUIDs(_ cluster: Cluster) -> Set<String> {
    Set(
      cluster.requests("DELETE").compactMap { request in
        let body = try? JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
        return (body?["preconditions"] as? [String: Any])?["uid"] as? String
      })
  }
}
