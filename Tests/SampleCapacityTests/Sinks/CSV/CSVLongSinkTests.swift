import Foundation
import Shared
import TestSupport
import Testing

@testable import sample_capacity

@Suite("A sample as a line of CSV for each resource and state", .timeLimit(.minutes(15)))
struct CSVLongSinkTests {
  private let folder: TemporaryFolder
  private let path: String
  private let header = "time,cluster,resource,state,value\r\n"

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/samples.csv"
  }

  @discardableResult
  private func write(_ sample: CapacitySample = .full, patience: Duration = .seconds(120)) throws -> Int {
    try CSVLongSink(path: path).write(sample, cluster: "a,\"b\"", .init(patience))
  }

  private var text: String { get throws { try String(contentsOfFile: path, encoding: .utf8) } }

  private static let rows = [
    "cpu,capacity,16", "cpu,allocatable,15.5", "cpu,running,6", "cpu,pending,2.25", "cpu,bound,7",
    "cpu,unbound,1.25", "memory,capacity,68719476736", "memory,allocatable,34359738368",
    "memory,running,17179869184", "memory,pending,1073741824", "memory,bound,8589934592",
    "memory,unbound,536870912", "hugepages-2Mi,capacity,268435456", "hugepages-2Mi,allocatable,134217728",
    "hugepages-2Mi,running,67108864", "hugepages-2Mi,pending,8388608", "hugepages-2Mi,bound,33554432",
    "hugepages-2Mi,unbound,4194304", "nvidia.com/gpu,capacity,19", "nvidia.com/gpu,allocatable,18",
    "nvidia.com/gpu,running,12", "nvidia.com/gpu,pending,8", "nvidia.com/gpu,bound,13",
    "nvidia.com/gpu,unbound,10",
  ]

  private let lines = Self.rows.map { "2026-11-23T18:15:19Z,\"a,\"\"b\"\"\",\($0)\r\n" }.joined()

  @Test("A new file gets a header, and each sample a line for each resource and state")
  func append() throws {
    #expect(try write() == 24)
    #expect(try text == header + lines)
    try write()
    #expect(try text == header + lines + lines)
  }

  @Test("A cluster without nodes and extended resources still has the amounts of CPU and memory")
  func empty() throws {
    var sample = CapacitySample()
    sample.memory.pending = 5
    let lines = CSVLongRows.lines(sample, cluster: "c")
    #expect(lines.count == 12)
    #expect(lines[0] == "1970-01-01T00:00:00Z,c,cpu,capacity,0\r\n")
    #expect(lines[9] == "1970-01-01T00:00:00Z,c,memory,pending,5\r\n")
  }

  @Test(
    "Names that a spreadsheet would read as a formula get a quote; numbers stay numbers",
    arguments: [
      ("=1/1", "'=1/1"), ("+x/y", "'+x/y"), ("-x/y", "'-x/y"), ("@x/y", "'@x/y"), ("\tx/y", "'\tx/y"),
      ("=a,b/\"c\"", "\"'=a,b/\"\"c\"\"\""), ("a=/b", "a=/b"),
    ])
  func formulas(name: String, cell: String) {
    var sample = CapacitySample.full
    sample.extended = [
      CapacitySample.Extended(name: name, amounts: CapacitySample.Amounts(capacity: -5))
    ]
    let line = CSVLongRows.lines(sample, cluster: "=c")[12]
    #expect(line == "2026-11-23T18:15:19Z,'=c,\(cell),capacity,-5\r\n")
  }

  @Test("After an unfinished line of another program, a new line begins")
  func halfLine() throws {
    _ = try folder.write("samples.csv", header + "2026-11-2")
    try write()
    #expect(try text == header + "2026-11-2\r\n" + lines)
  }

  @Test("Another header is refused and left alone; so is this one by csv:")
  func otherHeader() throws {
    for old in [CSVRow.header, "time,cluster\r\n", "time,cluster,resource,state,value", "x"] {
      _ = try folder.write("samples.csv", old)
      let error = #expect(throws: CSVError.self) { try write() }
      #expect(error == .otherHeader(path, .ioerr) && error?.exitStatus == .ioerr)
      #expect(try text == old)
    }
    _ = try folder.write("samples.csv", header)
    #expect(throws: CSVError.otherHeader(path, .cantcreat)) {
      try CSVSink(path: path).write(.full, cluster: "c", .init(.seconds(120)))
    }
    #expect(try text == header)
  }

  @Test("Many writers at once produce one header, and the lines of a sample stay together")
  func together() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { try write() } }
      try await group.waitForAll()
    }
    #expect(try text == header + String(repeating: lines, count: 20))
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
