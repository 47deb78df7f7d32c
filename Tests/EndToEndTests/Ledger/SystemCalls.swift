import Foundation
import TestSupport

import struct SimulatedCloud.SeededGenerator

/// Kills a program between two system calls, with strace.
struct SystemCalls {
  struct Call {
    let name: String
    /// Its number among the calls of this name, from 1.
    let number: Int
  }

  /// The main thread's calls from the first one that names `begin`.
  let calls: [Call]

  /// Whether strace can trace programs here.
  static func canTrace() async throws -> Bool {
    guard geteuid() == 0, InstalledTool.isThere("strace") else { return false }
    return try await CommandRun("strace", ["-e", "trace=none", "true"]).code == 0
  }

  /// Runs a command to its end, and notes its system calls.
  init(of command: [String], from begin: String) async throws {
    let folder = try TemporaryFolder()
    let trace = folder.path + "/trace"
    let run = try await CommandRun("strace", ["-f", "-o", trace] + command)
    guard run.code == 0 else { throw CommandFailed(text: run.errorText) }
    var (counts, calls, hasBegun): ([String: Int], [Call], Bool) = ([:], [], false)
    let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
    let thread = lines.first?.prefix { $0 != " " } ?? ""
    for line in lines where line.hasPrefix("\(thread) ") {
      let text = line.dropFirst(thread.count).drop { $0 == " " }
      let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      // Not a signal, nor the end of a call that another thread interrupted.
      guard !name.isEmpty, text.dropFirst(name.count).first == "(" else { continue }
      counts[String(name), default: 0] += 1
      hasBegun = hasBegun || text.contains(begin)
      if hasBegun { calls.append(Call(name: String(name), number: counts[String(name)] ?? 0)) }
    }
    self.calls = calls
  }

  /// Runs a command, and kills it with SIGKILL when it begins one of the calls.
  func killed(_ command: [String], by generator: inout SeededGenerator) async throws -> CommandRun {
    // A kind of call first: most calls only wait for the network.
    let names = Set(calls.map(\.name)).sorted()
    guard let name = names.randomElement(using: &generator),
      let call = calls.filter({ $0.name == name }).randomElement(using: &generator)
    else { throw CommandFailed(text: "no calls") }
    return try await CommandRun(
      "strace",
      [
        "-f", "-o", "/dev/null", "-e", "trace=\(call.name)", "-e",
        "inject=\(call.name):signal=SIGKILL:when=\(call.number)",
      ] + command)
  }
}

private struct CommandFailed: Error {
  let text: String
}
