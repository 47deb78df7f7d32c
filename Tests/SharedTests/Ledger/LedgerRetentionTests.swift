import Foundation
import TestSupport
import Testing

@testable import Shared

@Suite("What a ledger keeps", .timeLimit(.minutes(15)))
struct LedgerRetentionTests {
  private static let now: Int64 = 100 * 86_400 + 5

  private func dropped(_ sizes: [Int64: Int], age: Int64 = 30, bytes: Int = 1000) -> [Int64] {
    let files = sizes.map { (file: LedgerFile.day(.pods, .init(number: $0.key)), size: $0.value) }
    let retention = LedgerRetention(maxAge: age * 86_400, maxBytes: bytes)
    return retention.result(files, now: Self.now).dropped.map(\.number)
  }

  @Test("Days that are too old are dropped")
  func age() {
    #expect(dropped([69: 1, 70: 1, 71: 1, 100: 1]) == [69])
    #expect(dropped([70: 1, 100: 1], age: 0) == [70])
  }

  @Test("The oldest days are dropped while all are too large, but never today")
  func size() {
    #expect(dropped([97: 400, 98: 400, 99: 400, 100: 400]) == [97, 98])
    #expect(dropped([99: 1, 100: 5000]) == [99])
    #expect(dropped([99: 500, 100: 500]).isEmpty)
    #expect(dropped([101: 5000]).isEmpty, "a clock that was set back loses nothing")
  }

  @Test("All files of a day are dropped, and said, and pod lines stop if today is too large")
  func files() throws {
    let folder = try TemporaryFolder()
    let ledger = try LedgerFolder(folder.path + "/l", patience: .init(.zero))
    for day: Int64 in [99, 100] {
      for kind in LedgerFile.Kind.allCases {
        let appender = ledger.appender(.day(kind, .init(number: day)))
        try appender.add(LedgerOutcome(run: "r", time: 1, uid: "u", outcome: "gone"))
        try appender.sync()
      }
    }
    #expect(ledger.hasRoomForPods)
    let said = try ledger.apply(LedgerRetention(maxBytes: 100), now: Self.now)
    #expect(said.count == 1 && said[0].contains("1970-04-10"))
    #expect(try ledger.files().map(\.file.day?.number) == [100, 100, 100])
    #expect(!ledger.hasRoomForPods)
    #expect(try ledger.apply(LedgerRetention(), now: Self.now).isEmpty)
    #expect(ledger.hasRoomForPods)
  }

  @Test("A day's name is its date")
  func names() {
    let file = LedgerFile.day(.reap, LedgerDay(of: 1_796_000_000))
    #expect(file.name == "reap-2026-11-29.jsonl" || file.name == "reap-2026-11-30.jsonl")
    #expect(LedgerFile(name: file.name) == file)
    #expect(LedgerFile(name: "series.jsonl") == .series)
    for name in ["reap-2026-11-31.jsonl", "reap-2026-11-30.json", "other-2026-11-30.jsonl", "lock", "reap-"] {
      #expect(LedgerFile(name: name) == nil)
    }
    #expect(LedgerDay(of: -1).number == -1 && LedgerDay(of: -86_400).number == -1)
  }
}
