import Foundation
import Shared
import Testing

@testable import sample_capacity

@Suite("What a sample writes into the ledger", .timeLimit(.minutes(15)))
struct SampleLedgerTests {
  private let test: TestLedger

  init() throws { test = try TestLedger() }

  @Test("Only changes are written: a second sample without any appends one line")
  func unchanged() throws {
    let pods = (1...50).map { CapacityPod.running($0) }
    try test.sample(pods)
    #expect(try test.story().count == 50)
    let before = (try test.lines(.pods), try test.lines(.samples))
    try test.sample(pods, at: noon + 60)
    #expect(try test.lines(.pods) == before.0)
    #expect(try test.lines(.samples).count == before.1.count + 1)
    #expect(try test.lines(.samples).last?.contains(#""dt":60.0"#) == true)
  }

  @Test("A pod's story is whole, scheduled, started, gone; its first line of a day is whole")
  func story() throws {
    try test.sample([.build(1)])
    try test.sample(
      [
        .build(1) {
          $0.nodeName = "n"; $1.scheduled = noon
        }
      ], at: noon + 60)
    try test.sample([.running(1)], at: noon + 120)
    try test.sample([], at: noon + 180)
    #expect(try test.story() == ["pod 01", "scheduled 01", "started 01", "gone 01"])

    let tomorrow = noon + 86_400
    try test.sample([.running(2)], at: tomorrow - 43_260)
    try test.sample([.running(2)], at: tomorrow - 43_140)
    #expect(try test.story(day: tomorrow) == [])
    let deleting = CapacityPod.running(2).with { $0.life?.deletionTimestamp = tomorrow }
    try test.sample([deleting], at: tomorrow)
    try test.sample([deleting.with { $0.life?.finished = tomorrow }], at: tomorrow + 60)
    #expect(try test.story(day: tomorrow) == ["pod 02", "finished 02"])
  }

  @Test("A pod that ever had a scheduling gate stays marked")
  func gated() throws {
    try test.sample([.build(1) { $1.isGated = true }])
    try test.sample([.build(1) { $1.annotations = [:] }], at: noon + 60)
    #expect(try test.lines(.pods).last?.contains(#""gated":true"#) == true)
    #expect(try test.story() == ["pod 01", "pod 01"])
  }

  @Test("A pod whose UID is no UUID is told to be gone, too")
  func oddUID() throws {
    try test.sample([.build(1, uid: "uid-of-7")])
    try test.sample([], at: noon + 60)
    #expect(try test.lines(.pods).last?.contains(#""uid":"uid-of-7","e":"gone""#) == true)
  }

  @Test("A list that fails leaves a failure line and nothing else, and nothing is lost by it")
  func failedList() throws {
    try test.sample([.build(1)])
    let before = try test.lines(.pods)
    try test.sample([.running(1), .build(2)], at: noon + 60, fails: true)
    #expect(try test.lines(.pods) == before)
    #expect(try test.lines(.samples).last?.contains(#""k":"failure""#) == true)
    try test.sample([.running(1), .build(2)], at: noon + 120)
    #expect(try test.story() == ["pod 01", "started 01", "pod 02"])
  }

  @Test("A list that starts over forgets what it told before")
  func restart() throws {
    let ledger = try test.open()
    ledger.recorder.begin(serverTime: noon)
    ledger.recorder.see(.build(1))
    ledger.recorder.begin(serverTime: noon + 1)
    ledger.recorder.see(.build(2))
    ledger.recorder.see(.build(2))
    #expect(ledger.recorder.lineCount == 1 && ledger.recorder.buildPods.pending == 1)
    #expect(ledger.recorder.result().entries.map(\.id) == [PodID.of(uid(2)).id])
  }

  @Test("More lines than fit into memory are written in order", arguments: [1, 3000])
  func spool(count: Int) throws {
    try test.sample((0..<count).map { .build($0) })
    #expect(try test.story().count == count)
    #expect(try test.lines(.pods).dropFirst().enumerated().allSatisfy { $1.contains(uid($0)) })
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: test.path).filter { $0.contains("spool") } == [])
  }

  @Test(
    "If what is known is lost, damaged or old, pods are told again, and those that went meanwhile are told to be gone",
    arguments: ["lost", "damaged", "old"])
  func lostKnowledge(how: String) throws {
    let known = test.path + "/known.bin"
    try test.sample([.build(1) { $1.isGated = true }, .build(2)])
    let old = try Data(contentsOf: URL(filePath: known))
    try test.sample([.build(1) { $1.isGated = true }, .running(2), .build(3)], at: noon + 60)
    switch how {
    case "lost": try FileManager.default.removeItem(atPath: known)
    case "damaged": try Data("x".utf8).write(to: URL(filePath: known))
    default: try old.write(to: URL(filePath: known))
    }
    let count = try test.story().count
    try test.sample([.build(1), .build(4)], at: noon + 120)
    let told = Array(try test.story().dropFirst(count))
    #expect(Set(told).isSuperset(of: ["pod 04", "gone 02", "gone 03"]))
    #expect(!told.contains { $0.hasPrefix("gone 01") || $0.hasPrefix("gone 04") })
    if how != "old" {
      #expect(try test.lines(.pods).contains { $0.contains(uid(1)) && $0.contains("gated") })
    }
    try test.sample([.build(1), .build(4)], at: noon + 180)
    #expect(try test.story().count == count + told.count)
  }

  @Test("Lines whose sample is missing do not count")
  func unfinished() throws {
    try test.sample([.build(1)])
    let ledger = try LedgerFolder(test.path, patience: .init(.zero))
    let appender = ledger.appender(.day(.pods, LedgerDay(of: noon)))
    try appender.add(line: PodChange.gone(uid(1), time: noon + 30).json)
    try appender.sync()
    try test.sample([.running(1)], at: noon + 60)
    let view = try test.view(now: noon + 60)
    #expect(view.recent.pods.waits.map(\.gone) == [nil])
    #expect(view.recent.pods.waits.map(\.started) == [noon - 2])
  }

  @Test("A file that was cut anywhere in its last line is read up to there, and what is lost is told again")
  func cut() throws {
    try test.sample([.build(1), .build(2)])
    try test.sample([.running(1)], at: noon + 60)
    let path = test.path + "/" + LedgerFile.day(.pods, LedgerDay(of: noon)).name
    let whole = try Data(contentsOf: URL(filePath: path))
    let last = try #require(whole.dropLast().lastIndex(of: UInt8(ascii: "\n"))) + 1
    for end in last..<whole.count - 1 {
      try whole[..<end].write(to: URL(filePath: path))
      let view = try test.view(now: noon + 60)
      #expect(view.recent.pods.waits.count == 2 && view.recent.torn == (end > last ? 1 : 0))
      #expect(view.recent.pods.waits.compactMap(\.gone).isEmpty)
    }
    try test.sample([.running(1)], at: noon + 120)
    #expect(try test.view(now: noon + 120).recent.pods.waits.map(\.started) == [noon - 2, nil])
    #expect(try test.view(now: noon + 120).recent.pods.waits.map(\.gone) == [nil, noon + 120])
    #expect(try test.story().suffix(2) == ["pod 01", "gone 02"])
  }

  @Test(
    "A list that is more than a day from this clock must not be written",
    arguments: [(0, nil), (86_400, nil), (-86_400, nil), (86_401, 86_401), (-315_360_000, -315_360_000)]
      as [(Int64, Int64?)])
  func clocks(difference: Int64, expected: Int64?) throws {
    let ledger = try test.open()
    ledger.recorder.begin(serverTime: noon + difference)
    #expect(ledger.clockDifference == expected)
  }

  @Test("A state that is too long for a line is not in the day's file", arguments: [1, 20_000])
  func longState(pods: Int) throws {
    let ledger = try LedgerFolder(test.path, patience: .init(.zero))
    var tracker = ForecastTracker()
    tracker.time = Double(noon - 60)
    for number in 0..<pods { tracker.waiting[uid(number)] = .init(className: "c", created: noon - 100) }
    try ForecastState.save(tracker, in: ledger)
    let yesterday = ledger.appender(.day(.samples, LedgerDay(of: noon - 86_400)))
    try yesterday.add(text: #"{"k":"sample","t":\#(noon - 60),"forecast":{}}"#)
    try yesterday.sync()
    try test.sample([])
    #expect(try test.lines(.samples).contains { $0.hasPrefix(#"{"k":"state""#) } == (pods == 1))
    let lines = try #require(try LedgerLines(.day(.samples, LedgerDay(of: noon)), in: ledger.folder))
    while try lines.next() != nil {}
    #expect(lines.torn == 0)
  }

  @Test("A time that no date has is not recorded: a node may report any", arguments: [.min, .max] as [Int64])
  func oddLife(time: Int64) throws {
    let odd = CapacityPod.build(1) { pod, life in
      (pod.creationTimestamp, life.scheduled, life.start, life.started) = (time, time, time, time)
      (life.finished, life.deletionTimestamp) = (time, time)
    }
    try test.sample([odd, .running(2)])
    try test.sample([odd, .running(2)], at: noon + 60)
    #expect(try test.story() == ["pod 01", "pod 02"])
    #expect(try test.lines(.pods).filter { $0.contains("\(time)") } == [])
  }

  @Test("A line whose times lie ages apart is skipped and counted")
  func oddTimes() throws {
    try test.sample([.build(1)])
    let ledger = try LedgerFolder(test.path, patience: .init(.zero))
    let appender = ledger.appender(.day(.pods, LedgerDay(of: noon)))
    for (created, started) in [(Int64.min, Int64.max), (-999_999_999_999_999_999, noon)] {
      let times = #""created":\#(created),"started":\#(started)"#
      try appender.add(text: #"{"k":"pod","t":\#(noon),"uid":"u","ns":"n","name":"p",\#(times)}"#)
    }
    try appender.sync()
    let view = try test.view(now: noon + 60)
    #expect(view.recent.torn == 2)
    #expect(view.recent.pods.waits.count == 1)
    #expect(view.lastDay.waits.started == 0)
  }

  @Test("A full ledger gets no lines about pods, says so, and goes on with samples; later nothing is missing")
  func full() throws {
    try test.sample([.build(1)])
    test.retention.maxBytes = 100
    try test.sample([.running(1)], at: noon + 60)
    #expect(try test.story() == ["pod 01"])
    #expect(try test.lines(.samples).count == 4)
    #expect(
      test.said == ["the ledger is full: 1 lines about pods were not written; raise --ledger-max-bytes"])
    test.retention.maxBytes = 1 << 30
    try test.sample([.running(1)], at: noon + 120)
    #expect(try test.story() == ["pod 01", "started 01"])
  }

  @Test("Only build pods are recorded: by name, selector and class")
  func selection() throws {
    let other = CapacityPod.build(2) { pod, _ in pod.name = "web" }
    let labeled = CapacityPod.build(3) { $1.labels = ["class": "arm64", "team": "go"] }
    try test.sample([.build(1), other, labeled, .on("a")])
    #expect(try test.story() == ["pod 01", "pod 03"])
    test.selection.selector = try LabelSelector("team=go")
    test.selection.namePrefix = ""
    test.selection.classLabel = "class"
    try test.sample([.build(1), other, labeled], at: noon + 60)
    #expect(try test.story().suffix(2) == ["pod 03", "gone 01"])
    #expect(try test.lines(.pods).contains { $0.contains(#""class":"arm64""#) })
  }

  @Test("The files are only for their user")
  func modes() throws {
    try test.sample([.build(1)])
    for name in ["known.bin", "last-sample.json"] {
      let mode = try FileManager.default.attributesOfItem(atPath: "\(test.path)/\(name)")[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }
  }

  @Test("A key's text is not in the ledger, only what the rules understand of it")
  func secrets() throws {
    try test.sample([
      .build(1) {
        $1.annotations = [
          "delete-at": "swordfish-1", "janitor/ttl": "swordfish-2", "podkeeper/keep": "swordfish-3",
        ]
        $1.labels = ["generation": "sword fish"]
      }
    ])
    let text = try test.lines(.pods).joined()
    #expect(!text.contains("swordfish") && !text.contains("sword fish"))
    #expect(text.contains(#""delete-at":{"unreadable":true,"bytes":11}"#))
    #expect(text.contains(#""podkeeper/keep":true"#))
  }
}
