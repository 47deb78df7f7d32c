import Foundation
import Shared
import Testing

@testable import reap_pods

@Suite("The sources of the live generation", .timeLimit(.minutes(15)))
struct GenerationReaderTests {
  /// A file that was last written at `modified`.
  private func file(_ text: String, modified: Int64) throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("in-use-\(UUID())").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let date = Date(timeIntervalSince1970: Double(modified))
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    return path
  }

  @Test("Sources are joined, and the oldest file determines what may be unknown")
  func union() throws {
    let sources = GenerationSources(
      generations: ["g1", "g2"],
      inUseFiles: [try file("a\n", modified: noon - 20), try file("b\n", modified: noon - 10)])
    let live = try GenerationReader(sources, server: nil, readStandardInput: { [] }).read(now: noon)
    #expect(live == LiveGenerations(generations: ["g1", "g2"], podsInUse: ["a", "b"], inUseAsOf: noon - 20))
  }

  @Test("A hand-over in any source counts, regardless of their order")
  func handOver() {
    let fresh = LiveGenerations(generations: ["g2"], isHandingOver: true)
    let old = LiveGenerations(generations: ["g1"])
    let both = LiveGenerations(generations: ["g1", "g2"], isHandingOver: true)
    #expect(fresh.union(old) == both)
    #expect(old.union(fresh) == both)
    #expect(!old.union(old).isHandingOver)
  }

  @Test("A file may be exactly as old as the limit, but no older")
  func stale() throws {
    let path = try file("a\n", modified: noon - 900)
    let sources = GenerationSources(inUseFiles: [path], maxAge: 900)
    #expect(
      try GenerationReader(sources, server: nil, readStandardInput: { [] }).read(now: noon).podsInUse == ["a"]
    )
    #expect(throws: SourceError.self) {
      try GenerationReader(sources, server: nil, readStandardInput: { [] }).read(now: noon + 1)
    }
  }

  @Test("Standard input is read only once, and its age counts from then")
  func standardInput() throws {
    var reads = 0
    let reader = GenerationReader(GenerationSources(inUseFiles: ["-"]), server: nil) {
      reads += 1
      return Array("a\n".utf8)
    }
    let expected = LiveGenerations(podsInUse: ["a"], inUseAsOf: noon)
    #expect(try reader.read(now: noon) == expected)
    #expect(try reader.read(now: noon + 100) == expected)
    #expect(reads == 1)
  }

  @Test(
    "A file from the future is refused, because a clock is wrong",
    arguments: [noon + 31, Int64.max / 4, -Int64.max / 4])
  func oddTime(modified: Int64) throws {
    let reader = GenerationReader(
      GenerationSources(inUseFiles: [try file("a\n", modified: modified)]), server: nil,
      readStandardInput: { [] })
    #expect(throws: SourceError.self) { try reader.read(now: noon) }
  }

  @Test("One unusable source is enough to stop the run")
  func missing() throws {
    let sources = GenerationSources(
      generations: ["g1"], inUseFiles: [try file("a\n", modified: noon), "/nonexistent/in-use"])
    #expect(throws: SourceError.self) {
      try GenerationReader(sources, server: nil, readStandardInput: { [] }).read(now: noon)
    }
  }
}
