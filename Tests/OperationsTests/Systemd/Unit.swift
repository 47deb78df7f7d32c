import Foundation
import TestSupport
import Testing

/// A shipped unit file.
struct Unit: CustomTestStringConvertible {
  let name: String
  let text: String

  init(_ name: String) throws {
    self.name = name
    text = try Repository.text("systemd/\(name)")
  }

  var testDescription: String { name }

  static var all: [Unit] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: "\(Repository.folder)/systemd")
        .filter { $0.contains("@.") }.sorted().map { try Unit($0) }
    }
  }

  static var services: [Unit] {
    get throws { try all.filter { $0.name.hasSuffix(".service") } }
  }

  /// The units that run a podkeeper program.
  static var programs: [Unit] {
    get throws { try services.filter { ProgramInterface.programs.contains($0.program) } }
  }

  /// All values of a setting, in order.
  func values(_ key: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("\(key)=") }
      .map { String($0.dropFirst(key.count + 1)) }
  }

  /// A setting that is a time span, as systemd parses it.
  func microseconds(_ key: String) async throws -> Int {
    let run = try await CommandRun("systemd-analyze", ["timespan", #require(values(key).last)])
    return try #require(run.text.firstMatch(of: /μs: ([0-9]+)/).flatMap { Int($0.output.1) })
  }

  /// Whether a shipped timer starts it.
  var hasTimer: Bool {
    get throws {
      try Self.all.contains { $0.name == name.replacingOccurrences(of: ".service", with: ".timer") }
    }
  }

  /// The name of the program that it runs.
  var program: String { values("ExecStart").last?.split(separator: " ").first.map(String.init) ?? "" }
}
