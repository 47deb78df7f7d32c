import Foundation
import Glibc
import TestSupport
import Testing

@testable import Shared

@Suite("The folder of --ledger", .timeLimit(.minutes(15)))
struct LedgerFolderTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/ledger"
  }

  private func opened(_ cluster: LedgerCluster = LedgerCluster(server: "https://one")) throws -> LedgerFolder
  {
    let ledger = try LedgerFolder(path, patience: .init(.zero))
    _ = try ledger.identify(cluster)
    return ledger
  }

  private static let day = LedgerDay(of: 1_796_000_000)
  private static let file = LedgerFile.day(.reap, day)
  private var filePath: String { "\(path)/\(Self.file.name)" }

  private func text(_ name: String = file.name) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  private func append(_ times: Int64..., to ledger: LedgerFolder) throws {
    let appender = ledger.appender(Self.file)
    for time in times { try appender.add(Self.outcome(time)) }
    try appender.flush()
  }

  private static func outcome(_ time: Int64) -> LedgerOutcome {
    LedgerOutcome(run: "r", time: time, uid: "u", outcome: "deleted")
  }

  /// The times of the outcomes that can be read, and the number of torn lines.
  private func read() throws -> (times: [Int64], torn: Int) {
    let reader = try LedgerReader(path)
    var (times, torn): ([Int64], Int) = ([], 0)
    for day in try reader.days(.reap) {
      let lines = try #require(try reader.lines(.day(.reap, day)))
      while let line = try lines.next([LedgerOutcome.kind]) {
        if let outcome = try line.record(LedgerOutcome.self) { times.append(outcome.time) }
      }
      torn += lines.torn
    }
    return (times, torn)
  }

  private func mode(_ path: String) throws -> mode_t {
    var status = stat()
    try #require(stat(path, &status) == 0)
    return status.st_mode & 0o777
  }

  @Test("Only its user can access the folder and the files in it")
  func modes() throws {
    try append(1, to: opened())
    #expect(try mode(path) == 0o700)
    #expect(try mode(filePath) == 0o600 && mode(path + "/lock") == 0o600)
  }

  @Test("Each file begins with the cluster, once")
  func header() throws {
    let cluster = LedgerCluster(name: "builds", uid: "abc", server: "https://one", ca: "ff")
    try append(1, to: opened(cluster))
    try append(2, to: opened(cluster))
    let lines = try text().split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[0] == """
        {"k":"file","schema":"podkeeper.ledger/v1","cluster":{"name":"builds","uid":"abc","server":"https://one","ca":"ff"}}
        """)
    #expect(try read().times == [1, 2])
  }

  @Test("A UID that is learned later is added once")
  func learned() throws {
    try append(1, to: opened())
    for time: Int64 in 2...4 { try append(time, to: opened(.init(uid: "abc", server: "https://one"))) }
    #expect(try text().split(separator: "\n").filter { $0.contains("\"k\":\"file\"") }.count == 2)
    #expect(try read().times == [1, 2, 3, 4])
    #expect(
      throws: LedgerError.otherCluster(path, "the cluster whose namespace kube-system has UID abc, not d")
    ) {
      try opened(.init(uid: "d", server: "https://one"))
    }
  }

  @Test("A ledger of another cluster is refused (78), of another server only warned about")
  func otherCluster() throws {
    try append(1, to: opened(.init(uid: "abc", server: "https://one")))
    let ledger = try LedgerFolder(path, patience: .init(.zero))
    #expect(try ledger.identify(.init(uid: "abc", server: "https://two")) == nil)
    let warning = try ledger.identify(.init(server: "https://two"))
    #expect(warning?.contains("server https://one, not https://two") == true)
    let error = #expect(throws: LedgerError.self) { try ledger.identify(.init(uid: "d")) }
    #expect(error?.exitStatus == .config)
    let snapshot = #expect(throws: LedgerError.self) { try ledger.identify(.init(snapshot: "x")) }
    #expect(snapshot?.exitStatus == .config)
  }

  @Test("A ledger of snapshots is for one name")
  func snapshots() throws {
    try append(1, to: opened(.init(snapshot: "a")))
    #expect(try LedgerFolder(path, patience: .init(.zero)).identify(.init(snapshot: "a")) == nil)
    #expect(throws: LedgerError.self) { try opened(.init(snapshot: "b")) }
    #expect(throws: LedgerError.self) { try opened(.init(server: "https://one")) }
  }

  @Test("A file cut at any byte of its last line is read, and the next line is not joined to the rest")
  func cut() throws {
    try append(1, 2, to: opened())
    let whole = try Data(contentsOf: URL(filePath: filePath))
    let last = try #require(whole.dropLast().lastIndex(of: UInt8(ascii: "\n"))) + 1
    for end in last...whole.count {
      try whole.prefix(end).write(to: URL(filePath: filePath))
      // Without the line feed alone, the line is whole.
      let isWhole = end >= whole.count - 1
      #expect(try read().times == (isWhole ? [1, 2] : [1]))
      let isTorn = end > last && !isWhole
      #expect(try read().torn == (isTorn ? 1 : 0))
      try append(3, to: opened())
      #expect(try read().times == (isWhole ? [1, 2, 3] : [1, 3]))
      #expect(try read().torn == (isTorn ? 1 : 0))
    }
  }

  @Test("A header that was cut is written again")
  func cutHeader() throws {
    try append(1, to: opened())
    let header = try text().split(separator: "\n")[0]
    for length in [0, 1, header.utf8.count - 1] {
      try header.prefix(length).write(toFile: filePath, atomically: false, encoding: .utf8)
      try append(2, to: opened())
      #expect(try text().split(separator: "\n").filter { $0 == header }.count == 1)
      #expect(try read().times == [2])
    }
  }

  @Test("Lines that are too long, zeros and unknown kinds are skipped")
  func strange() throws {
    try append(1, to: opened())
    let file = try FileHandle(forWritingTo: URL(filePath: filePath))
    try file.seekToEnd()
    let long = #"{"k":"outcome","x":""# + String(repeating: "x", count: 3 << 20) + "\"}\n"
    try file.write(
      contentsOf: Data(long.utf8) + Data(repeating: 0, count: 100) + Data("\n{\"k\":\"new\"}\n[]\n".utf8))
    try append(2, to: opened())
    let (times, torn) = try read()
    #expect(times == [1, 2])
    #expect(torn == 3, "the long line, the zeros and the array")
  }

  @Test("A line's secrets are hidden")
  func secrets() throws {
    Secrets.add("ledger-secret-1234")
    let appender = try opened().appender(Self.file)
    try appender.add(LedgerOutcome(run: "r", time: 1, uid: "ledger-secret-1234", outcome: "deleted"))
    try appender.sync()
    #expect(try !text().contains("ledger-secret") && text().contains("***"))
  }

  @Test("Lines are written in pieces that end at a line's end")
  func pieces() throws {
    let appender = try opened().appender(Self.file)
    for time: Int64 in 0..<5000 {
      try appender.add(Self.outcome(time))
      if let bytes = FileManager.default.contents(atPath: filePath), !bytes.isEmpty {
        try #require(bytes.last == UInt8(ascii: "\n"))
      }
    }
    try appender.sync()
    #expect(try read().times == Array(0..<5000))
  }

  @Test("A lock that another process keeps is an error, and nothing is written")
  func locked() throws {
    let ledger = try opened()
    let other = open(path + "/lock", O_RDWR)
    defer { close(other) }
    #expect(flock(other, LOCK_EX) == 0)
    let error = #expect(throws: LedgerError.self) { try append(1, to: ledger) }
    #expect(error == .locked(path + "/lock") && error?.exitStatus == .cantcreat)
    #expect(!FileManager.default.fileExists(atPath: filePath))
  }

  @Test("What cannot be opened is 73, what others can write to 78")
  func unusable() throws {
    _ = try folder.write("file", "")
    let error = #expect(throws: LedgerError.self) {
      try LedgerFolder(folder.path + "/file", patience: .init(.zero))
    }
    #expect(error?.exitStatus == .cantcreat)
    #expect(mkdir(path, 0o700) == 0 && chmod(path, 0o777) == 0)
    #expect(throws: LedgerError.untrusted(path, "anyone can write to it")) {
      try LedgerFolder(path, patience: .init(.zero))
    }
  }

  @Test("Links and pipes in place of a file are refused")
  func links() throws {
    let ledger = try opened()
    #expect(symlink("/dev/null", filePath) == 0)
    #expect(throws: LedgerError.self) { try append(1, to: ledger) }
    #expect(unlink(filePath) == 0 && mkfifo(filePath, 0o600) == 0)
    #expect(throws: LedgerError.self) { try append(1, to: ledger) }
    let error = #expect(throws: LedgerError.self) { _ = try read() }
    #expect(error?.description.contains("it is not a regular file") == true)
  }

  @Test("A folder that does not exist cannot be read: 66")
  func missing() {
    let error = #expect(throws: LedgerError.self) { try LedgerReader(path) }
    #expect(error?.exitStatus == .noinput)
  }

  @Test("The reader finds the folder that podkeeper made in a volume")
  func volume() throws {
    try append(1, to: opened())
    #expect(rename(path, folder.path + "/podkeeper") == 0)
    #expect(try LedgerReader(folder.path).days(.reap) == [Self.day])
  }
}
