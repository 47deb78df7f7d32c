import Foundation
import Shared
import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "sample-capacity is killed between two system calls",
  .enabled("takes strace, and root") { try await SystemCalls.canTrace() }, .timeLimit(.minutes(15)))
struct KilledSamplerTests {
  /// A cluster whose build pods come, change and end at random.
  private struct World {
    struct Pod {
      let uid: String
      let created: Int64
      var deadline: Int64
      var phase = "Pending"
    }

    var generator: SeededGenerator
    /// Some minutes before a midnight in UTC.
    var time: Int64 = 1_795_477_000
    var pods: [Pod] = []

    mutating func number(_ range: ClosedRange<Int64>) -> Int64 { .random(in: range, using: &generator) }

    mutating func advance() {
      time += number(20...200)
      pods.removeAll { _ in Int.random(in: 0..<5, using: &generator) == 0 }
      for place in pods.indices where number(0...3) == 0 {
        switch pods[place].phase {
        case "Pending": pods[place].phase = "Running"
        case "Running": pods[place].phase = "Succeeded"
        default: pods[place].deadline += 60
        }
      }
      for _ in 0..<number(0...3) {
        let uid = UUID(uuid: (0, 0, 0, 0, 0, 0, 64, 0, 128, 0, 0, 0, byte(), byte(), byte(), byte()))
          .uuidString
        pods.append(Pod(uid: uid.lowercased(), created: time, deadline: time + 600))
      }
    }

    private mutating func byte() -> UInt8 { .random(in: .min ... .max, using: &generator) }

    /// As `kubectl get pods -o json` writes them.
    var snapshot: String {
      let items = pods.map { pod in
        """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"buildlet-\(pod.uid)","namespace":"builds","uid":"\(pod.uid)",
        "resourceVersion":"1","creationTimestamp":"\(RFC3339.text(pod.created))","annotations":{"delete-at":"\(pod.deadline)"}},
        "spec":{"containers":[{"name":"c","resources":{"requests":{"cpu":"1"}}}]},"status":{"phase":"\(pod.phase)"}}
        """
      }
      return #"{"apiVersion":"v1","kind":"List","items":[\#(items.joined(separator: ","))]}"#
    }

    var state: [String: String] {
      Dictionary(uniqueKeysWithValues: pods.map { ($0.uid, "\($0.phase) \($0.deadline)") })
    }
  }

  /// What a reader makes of a ledger: the pods that exist, and the samples.
  private struct Ledger {
    var pods: [String: String] = [:]
    var samples: [Int64] = []

    init(_ path: String) throws {
      let reader = try LedgerReader(path)
      for day in try reader.days(.samples) {
        var times: Set<Int64> = []
        let samples = try reader.lines(.day(.samples, day))
        while let line = try samples?.next([LedgerSample.kind]) {
          guard let time = try line.record(LedgerSample.self)?.time else { continue }
          times.insert(time)
          self.samples.append(time)
        }
        let lines = try reader.lines(.day(.pods, day))
        while let line = try lines?.next() {
          if let pod = try line.record(LedgerPod.self), times.contains(pod.time) {
            pods[pod.uid] = "\(pod.facts.phase ?? "") \(Self.deadline(pod.facts) ?? "")"
          }
          guard let event = try line.record(LedgerEvent.self), times.contains(event.time) else { continue }
          let known = pods[event.uid]?.split(separator: " ").map(String.init)
          let phase = event.facts.phase ?? known?.first ?? "?"
          let deadline = Self.deadline(event.facts) ?? known?.last ?? "?"
          pods[event.uid] = event.event == "gone" ? nil : "\(phase) \(deadline)"
        }
      }
    }

    private static func deadline(_ facts: PodFacts) -> String? {
      if case .at(let seconds) = facts.keys["delete-at"] { "\(seconds)" } else { nil }
    }
  }

  @Test(
    "No sample that was reported is lost, none counts twice, and the ledger knows the pods that there are",
    arguments: 1...10)
  func killed(seed: UInt64) async throws {
    var world = World(generator: SeededGenerator(seed: seed))
    let folder = try TemporaryFolder()
    let path = folder.path + "/ledger"
    func command() throws -> [String] {
      world.advance()
      let snapshot = try folder.write("snapshot.json", world.snapshot)
      return [
        Cluster.program("sample-capacity"), "--snapshot", snapshot, "--now", RFC3339.text(world.time),
        "--ledger", path, "--cluster-name", "test", "-o", "json",
      ]
    }
    let calls = try await SystemCalls(of: command(), from: "ledger")
    #expect(try Ledger(path).pods == world.state)
    var reported = [world.time]
    var kills = 0
    for _ in 0..<12 {
      let run = try await calls.killed(command(), by: &world.generator)
      if run.code == 137 { kills += 1 }
      if (try? Report(text: run.text)) != nil { reported.append(world.time) }
      let ledger = try Ledger(path)
      #expect(Set(ledger.samples).isSuperset(of: reported))
      #expect(Set(ledger.samples).count == ledger.samples.count)
      if ledger.samples.last == world.time { #expect(ledger.pods == world.state) }
    }
    #expect(kills > 0)
    let last = try command()
    let run = try await CommandRun(last[0], Array(last[1...]))
    #expect(run.code == 0, "\(run.errorText)")
    #expect(try Ledger(path).pods == world.state)
  }
}
