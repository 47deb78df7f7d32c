import Foundation
import Shared
import TestSupport

@testable import sample_capacity

/// 2026-11-23T12:00:00Z
let noon: Int64 = 1_795_435_200

/// A UID as Kubernetes makes them, by number.
func uid(_ number: Int) -> String {
  PodID(high: 0x0123_4567_89ab_4def, low: 0x8000_0000_0000_0000 | UInt64(number)).uuid
}

extension CapacityPod {
  /// A build pod that was created 10 s before noon and has not been scheduled.
  static func build(
    _ number: Int = 1, uid text: String? = nil,
    _ change: (inout CapacityPod, inout PodLife) -> Void = { _, _ in }
  ) -> CapacityPod {
    var pod = CapacityPod()
    pod.namespace = "builds"
    pod.name = "buildlet-linux-amd64-\(number)"
    pod.phase = .pending
    pod.creationTimestamp = noon - 10
    pod.requests.cpu = Quantity(2)
    pod.requests.memory = Quantity(4 << 30)
    var life = PodLife()
    life.uid = text ?? uid(number)
    life.phase = "Pending"
    life.controllerKind = "Job"
    life.annotations = ["delete-at": "\(noon + 3600)"]
    life.labels = ["generation": "g-20261123-1"]
    change(&pod, &life)
    pod.life = life
    return pod
  }

  /// The pod runs since a time.
  static func running(_ number: Int = 1, since: Int64 = noon - 2) -> CapacityPod {
    build(number) { pod, life in
      pod.phase = .running
      pod.nodeName = "gke-builds-pool-1-0123abcd-\(number % 7)"
      life.phase = "Running"
      life.scheduled = since - 3
      life.start = since - 2
      life.started = since
      life.hasRun = true
    }
  }
}

/// Samples into a ledger in a folder of its own.
final class TestLedger {
  let folder: TemporaryFolder
  let path: String
  var retention = LedgerRetention()
  var selection = BuildPodSelection()
  private(set) var said: [String] = []

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/ledger"
  }

  func open() throws -> SampleLedger {
    try SampleLedger(
      path, retention, selection, cluster: LedgerCluster(name: "prod", server: "https://one"),
      patience: .init(.zero), now: { noon }, warn: { _ in }, say: { [weak self] in self?.said.append($0) })
  }

  /// Takes a sample of these pods, and writes it unless its list fails.
  func sample(
    _ pods: [CapacityPod], at time: Int64 = noon, fails: Bool = false,
    _ change: (inout SampleRecord) -> Void = { _ in }
  ) throws {
    let ledger = try open()
    ledger.recorder.begin(serverTime: time)
    for pod in pods { ledger.recorder.see(pod) }
    guard !fails else { return try ledger.fail(SampleFailure(time: time, exit: .unavailable, error: "no")) }
    let totals = ClusterTotals([.ready("a")], pods)
    var record = SampleRecord(totals.sample().sample, time: time)
    change(&record)
    let recorder = ledger.recorder
    try ledger.write(record) { record in
      LastSample(
        record, totals, rows: [], buildPod: BuildPod(), queue: recorder.queue, buildPods: recorder.buildPods)
    }
  }

  func lines(_ name: String) throws -> [String] {
    guard let text = try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) else { return [] }
    return text.split(separator: "\n").map(String.init)
  }

  func lines(_ kind: LedgerFile.Kind, day: Int64 = noon) throws -> [String] {
    try lines(LedgerFile.day(kind, LedgerDay(of: day)).name)
  }

  /// All lines about pods as `EVENT UID`, or `pod UID`, without the headers.
  func story(day: Int64 = noon) throws -> [String] {
    try lines(.pods, day: day).compactMap { line in
      // A torn line tells nothing.
      guard let value = try? JSONValue(parsing: line) else { return nil }
      let json = JSONCursor(value)
      guard let uid = try json["uid"].optionalString() else { return nil }
      return "\(try json["e"].optionalString() ?? "pod") \(uid.suffix(2))"
    }
  }

  var bytes: Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.reduce(0) { sum, name in
      sum + ((try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.size] as? Int) ?? 0)
    }
  }

  func view(now: Int64) throws -> LedgerView { try LedgerView(try OpenFolder(path), now: now) }
}
