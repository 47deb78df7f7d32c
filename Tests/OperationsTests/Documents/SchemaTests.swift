import Foundation
import Shared
import TestSupport
import Testing

@testable import create_metrics
@testable import reap_pods

/// `make test` also checks the reports of all other tests; see `CollectedReports`.
@Suite("The schemas of the reports", .timeLimit(.minutes(15)))
struct SchemaTests {
  static let hasChecker =
    (try? Foundation.Process.run(
      URL(filePath: "/usr/bin/env"), arguments: ["python3", "-c", "import jsonschema"]
    ).exit()) == 0

  private func check(_ reports: [String]) async throws -> CommandRun {
    let folder = try TemporaryFolder()
    let lines = reports.map { $0.replacingOccurrences(of: "\n", with: " ") + "\n" }.joined()
    let file = try folder.write("reports", lines)
    let script = "\(Repository.folder)/Tests/Python/check_reports.py"
    return try await CommandRun("python3", ["-B", script, file])
  }

  private static let nodes = #"""
    {"kind":"List","items":[
      {"kind":"Node","metadata":{"name":"n"},"status":{
        "allocatable":{"cpu":"4","memory":"8Gi","pods":"10","example.com/gpu":"1"},
        "capacity":{"cpu":"4","memory":"8Gi","pods":"10","example.com/gpu":"1"}}},
      {"kind":"Pod","metadata":{"name":"p","namespace":"a","uid":"u","resourceVersion":"1","annotations":{"delete-at":"1"}},
        "spec":{"containers":[{"name":"c","resources":{"requests":{"cpu":"1","example.com/gpu":"1"}}}]},
        "status":{"phase":"Pending"}},
      {"kind":"Pod","metadata":{"name":"q","namespace":"a","uid":"v","resourceVersion":"2","annotations":{"delete-at":"x"}}}]}
    """#

  /// Reports of good and failed runs, with and without the optional members.
  private func reports() async throws -> [String] {
    let folder = try TemporaryFolder()
    let snapshot = try folder.write("s.json", Self.nodes)
    let csv = "csv:\(folder.path)/a.csv"
    let uses: [(String, [String])] = [
      ("reap-pods", ["--snapshot", snapshot]), ("reap-pods", ["--snapshot", snapshot, "--explain"]),
      ("reap-pods", ["--snapshot", snapshot, "--max-share", "1", "--max-share-floor", "0"]),
      ("reap-pods", ["--snapshot", "/none"]), ("reap-pods", ["--kubeconfig", "/none"]),
      ("sample-capacity", ["--snapshot", snapshot]),
      ("sample-capacity", ["--snapshot", snapshot, "--nodes"]),
      ("sample-capacity", ["--snapshot", snapshot, "--to", csv, "--estimate", "golang-build"]),
      ("sample-capacity", ["--snapshot", snapshot, "--to", "csv:/none/a.csv", "--accounting", "kubectl"]),
      ("sample-capacity", ["--snapshot", "/none"]), ("sample-capacity", ["--kubeconfig", "/none"]),
      ("create-metrics", ["--project", "p"]),
    ]
    var texts: [String] = []
    let nobody = ["GOOGLE_APPLICATION_CREDENTIALS": "/none"]
    for (program, arguments) in uses {
      for format in ["json", "jsonl"] {
        let run = try await CommandRun(
          Repository.program(program), arguments + ["-o", format], environment: nobody)
        #expect(run.text.hasSuffix("}\n"))
        texts.append(format == "json" ? run.text : String(run.text.split(separator: "\n").last ?? ""))
      }
    }
    return texts
  }

  @Test("Reports of good and failed runs conform", .enabled(if: hasChecker))
  func conform() async throws {
    let reports = try await reports()
    let run = try await check(reports)
    #expect(run.code == 0, "\(run.text)\(run.errorText)")
    #expect(run.text.hasPrefix("\(reports.count) reports, 0 problems: "))
  }

  @Test(
    "What a program could not rely on is found", .enabled(if: hasChecker),
    arguments: [
      (#""warningsOmitted":"#, #""new":1,"warningsOmitted":"#), (#""listed":2"#, #""listed":"2""#),
      (#""listed":2,"#, ""), (#""reason":"expired""#, #""reason":"expire""#),
      (#""decision":"delete""#, #""decision":"keep""#), (#""name":"ok""#, #""name":"fine""#),
      ("podkeeper.reap/v1", "podkeeper.reap/v2"), (#""dryRun":"client""#, #""dryRun":null"#), ("]", ""),
    ])
  func found(old: String, new: String) async throws {
    let folder = try TemporaryFolder()
    let snapshot = try folder.write("s.json", Self.nodes)
    let good = try await CommandRun(
      Repository.program("reap-pods"), ["--snapshot", snapshot, "-o", "json"]
    ).text
    #expect(good.contains(old))
    let run = try await check([good.replacingOccurrences(of: old, with: new)])
    #expect(run.code == 1)
    #expect(run.text.contains(":1: "))
  }

  private func words(_ file: String, _ path: [String]) throws -> [String] {
    var place = JSONCursor(
      try JSONValue(parsing: Array(try Repository.text("docs/schemas/\(file)").utf8)))
    for key in path { place = place[key] }
    return try place["enum"].elements().compactMap { try $0.optionalString() }
  }

  @Test("The schemas list exactly the words that the programs use")
  func enumerations() throws {
    let pod = ["$defs", "pod", "properties"]
    #expect(
      try words("reap.v1.json", pod + ["reason"])
        == DeleteReason.allCases.map(\.rawValue) + KeepReason.allCases.map(\.rawValue))
    #expect(
      try words("reap.v1.json", pod + ["outcome"]) == Candidate.Outcome.allCases.map(\.rawValue))
    #expect(try Set(words("reap.v1.json", ["properties", "gate"])) == Set(Gate.allCases.map(\.rawValue)))
    #expect(
      try words("metrics.v1.json", ["$defs", "descriptor", "properties", "state"])
        == DescriptorState.allCases.map(\.rawValue))
    let exits = Shared.ExitStatus.allCases.filter { $0 != .usage }.map(\.name)
    for file in try Repository.files(in: "docs/schemas", ending: ".json") {
      let name = String(file.split(separator: "/").last ?? "")
      #expect(try words(name, ["$defs", "exit", "properties", "name"]) == exits, "\(file)")
    }
  }
}

extension Foundation.Process {
  /// Waits for the end, and returns the exit code.
  fileprivate func exit() -> Int32 {
    waitUntilExit()
    return terminationStatus
  }
}
