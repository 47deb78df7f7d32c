import Foundation
import Shared
import TestSupport
import Testing

@testable import sample_capacity

@Suite("A sample as a line of CSV", .timeLimit(.minutes(15)))
struct CSVSinkTests {
  private let folder: TemporaryFolder
  private let path: String
  private let header = CSVRow.header

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/samples.csv"
  }

  private func write(_ sample: CapacitySample = .full, patience: Duration = .seconds(120)) throws {
    try CSVSink(path: path).write(sample, cluster: "a,\"b\"", .init(patience))
  }

  private var text: String { get throws { try String(contentsOfFile: path, encoding: .utf8) } }

  private var line: String { CSVRow.line(.full, cluster: "a,\"b\"") }

  @Test("A new file gets a header, and each sample a line")
  func append() throws {
    try write()
    try write()
    #expect(try text == header + line + line)
    #expect(
      header.hasPrefix("time,cluster,cpu_used,memory_used,cpu_cores_capacity,cpu_cores_allocatable,"))
    #expect(
      line.hasPrefix("2026-11-23T18:15:19Z,\"a,\"\"b\"\"\",0.5,0.53125,16,15.5,6,2.25,7,1.25,68719476736,"))
    #expect(line.hasSuffix(",90,11,77,fit\r\n"))
  }

  @Test(
    "Text that a spreadsheet would read as a formula gets a quote; numbers stay numbers",
    arguments: [
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
      ("\r\nx", "\"'\r\nx\""), ("=\"a\"", "\"'=\"\"a\"\"\""), ("a=1", "a=1"), ("'=", "'="), ("", ""),
    ])
  func formulas(cluster: String, cell: String) throws {
    var sample = CapacitySample.full
    sample.memory.running = -5
    let line = CSVRow.line(sample, cluster: cluster)
    #expect(line.hasPrefix("2026-11-23T18:15:19Z,\(cell),0.5,"))
    #expect(line.contains(",-5,"))
  }

  @Test("Unknown values are empty fields in the same places")
  func unknown() throws {
    let fields = CSVRow.line(.unknowing, cluster: "c").split(separator: ",", omittingEmptySubsequences: false)
    #expect(fields.count == header.split(separator: ",").count)
    #expect(fields[2] == "" && fields[3] == "")
  }

  @Test("Extended resources have no columns, because the header must stay the same")
  func extended() {
    var sample = CapacitySample.full
    sample.extended = []
    #expect(line == CSVRow.line(sample, cluster: "a,\"b\""))
    #expect(CSVRow.values(.full).count == 32)
    #expect(header.split(separator: ",").count == 32 + 3)
  }

  @Test("After an unfinished line of another program, a new line begins")
  func halfLine() throws {
    _ = try folder.write("samples.csv", header + "2026-11-2")
    try write()
    #expect(try text == header + "2026-11-2\r\n" + line)
  }

  @Test("An empty file counts as new; other line endings are left alone")
  func others() throws {
    _ = try folder.write("samples.csv", "")
    try write()
    #expect(try text == header + line)
    _ = try folder.write("samples.csv", header.replacing("\r\n", with: "\n"))
    try write()
    #expect(try text.hasSuffix("\n" + line))
  }

  @Test(
    "Another header is refused and left alone", arguments: ["time,cluster\r\n", "time,clus", "\n\n", "x"])
  func otherHeader(old: String) throws {
    _ = try folder.write("samples.csv", old)
    let error = #expect(throws: CSVError.self) { try write() }
    #expect(error == .otherHeader(path, .cantcreat))
    #expect(error?.exitStatus == .cantcreat)
    #expect(try text == old)
  }

  @Test("A path that is not a regular file, or has no folder, is refused")
  func places() throws {
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: CSVError.self) { try write() }
    let missing = CSVSink(path: folder.path + "/none/x.csv")
    let error = #expect(throws: CSVError.self) {
      try missing.write(.full, cluster: "c", .init(.seconds(1)))
    }
    #expect(error?.exitStatus == .cantcreat)
  }

  @Test("Many writers at once produce one header and whole lines")
  func together() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { try write() } }
      try await group.waitForAll()
    }
    #expect(try text == header + String(repeating: line, count: 20))
  }

  @Test("The sink waits for the lock, and then gives up")
  func locked() throws {
    _ = try folder.write("samples.csv", "")
    let descriptor = open(path, O_RDWR)
    defer { close(descriptor) }
    #expect(FileLock.take(descriptor, .init(.zero)))
    #expect(throws: CSVError.locked(path)) { try write(patience: .milliseconds(30)) }
    #expect(try text == "")
  }
}
