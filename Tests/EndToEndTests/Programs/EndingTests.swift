import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("A run ends, whatever its outputs, inputs and server do", .cluster, .timeLimit(.minutes(15)))
struct EndingTests {
  private let folder: TemporaryFolder
  private var metrics: String { folder.path + "/run.prom" }

  init() throws { folder = try TemporaryFolder() }

  private static func pod(_ number: Int, deleteAt: String) -> String {
    """
    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p\(number)","namespace":"builds","uid":"u\(number)",
    "resourceVersion":"1","creationTimestamp":"2026-11-23T10:00:00Z","annotations":{"delete-at":"\(deleteAt)"}}}
    """
  }

  private func snapshot(_ count: Int, deleteAt: String = "1") throws -> [String] {
    let pods = (0..<count).map { Self.pod($0, deleteAt: deleteAt) }.joined(separator: ",")
    let list = #"{"apiVersion":"v1","kind":"List","items":[\#(pods)]}"#
    return ["--snapshot", try folder.write("list.json", list), "-o", "json", "--metrics-file", metrics]
  }

  /// Starts a run whose report is larger than a pipe's buffer.
  private func start(
    _ arguments: String..., output: StartedProgram.Output, error: StartedProgram.Output
  ) throws -> StartedProgram {
    try StartedProgram(
      Cluster.program("reap-pods"), try snapshot(2000) + arguments, output: output, error: error)
  }

  private func metric(_ name: String) throws -> String? {
    try String(contentsOfFile: metrics, encoding: .utf8).split(separator: "\n")
      .first { $0.hasPrefix("\(name){") }?.split(separator: " ").last.map(String.init)
  }

  /// Waits for a run whose report nobody reads, and returns its messages.
  private func messagesOfStalledRun(
    deadline: Int, signal: Int32? = nil
  ) async throws -> String {
    let (output, error) = (try StartedProgram.Output(), try StartedProgram.Output())
    let program = try start("--deadline", "\(deadline)s", output: output, error: error)
    if let signal {
      try await waitUntil { output.waiting == 65_536 }
      program.send(signal)
    }
    #expect(try await program.end() == 75)
    return try await error.text()
  }

  @Test(
    "If nobody reads the report, the run ends in 75 ten seconds after the deadline or signal",
    arguments: [nil, SIGTERM])
  func stalledOutput(signal: Int32?) async throws {
    let messages =
      if let signal {
        try await messagesOfStalledRun(deadline: 3600, signal: signal)
      } else {
        // On a loaded machine, the report may be late.
        try await inTime([2, 10, 60]) { seconds in
          let messages = try await messagesOfStalledRun(deadline: seconds)
          return messages.contains("the deadline ended the run") ? nil : messages
        }
      }
    #expect(messages.contains("cannot write to standard output: nobody read it in time"))
    #expect(messages.hasSuffix("exit 75 tempfail\n"))
    #expect(try metric("podkeeper_run_exit_code") == "75")
    #expect(try metric("podkeeper_reap_pods_listed") == "2000")
  }

  @Test(
    "A second signal ends the run at once, with that signal's default action", arguments: [SIGTERM, SIGINT])
  func secondSignal(second: Int32) async throws {
    let (output, error) = (try StartedProgram.Output(), try StartedProgram.Output())
    let program = try start(output: output, error: error)
    try await waitUntil { output.waiting == 65_536 }
    program.send(SIGTERM)
    // Two pending signals of the same kind would be merged.
    while program.isPending(SIGTERM) { try await Task.sleep(for: .milliseconds(1)) }
    program.send(second)
    #expect(try await program.end() == 128 + second)
    #expect(try await error.text() == "")
    #expect(!FileManager.default.fileExists(atPath: metrics))
  }

  @Test("If nobody reads the messages, they are counted, and the work and report are complete")
  func stalledMessages() async throws {
    let (output, error) = (try StartedProgram.Output(), try StartedProgram.Output(isFull: true))
    let program = try StartedProgram(
      Cluster.program("reap-pods"), try snapshot(3, deleteAt: "odd"), output: output, error: error)
    #expect(try await program.end() == 0)
    let report = try Report(text: try await output.text())
    #expect(report.count("listed") == 3)
    #expect(report.warnings.count == 4)
    #expect(report.warnings.last == "3 messages were lost: nobody read standard error in time")
    #expect(try metric("podkeeper_reap_warnings") == "4")
  }

  @Test("A nonblocking output gets the complete report")
  func nonBlocking() async throws {
    let (output, error) = (try StartedProgram.Output(doesNotBlock: true), try StartedProgram.Output())
    let program = try start(output: output, error: error)
    try await waitUntil { output.waiting == 65_536 }
    let report = try Report(text: try await output.text())
    #expect(try await program.end() == 0)
    #expect(report.pods.count == 2000)
    #expect(report["exit.name"] as? String == "ok")
  }

  @Test("If an input file is a pipe that nobody writes to, the run ends in 75 at the deadline, with a report")
  func silentFiles() async throws {
    let pipe = try NamedPipe(in: folder).path
    let tokenFile = try folder.writeUnreachable("kubeconfig", user: #""tokenFile":"\#(pipe)""#)
    let sample = ["--project", "p", "--to", "cloud-monitoring", "--cluster-name", "c"]
    let nodes = #"{"apiVersion":"v1","kind":"List","items":[\#(Sampling.node("n"))]}"#
    let snapshot = ["--snapshot", try folder.write("nodes.json", nodes)]
    for (tool, arguments, environment) in [
      ("reap-pods", ["-A", "--kubeconfig", pipe], [:]),
      ("reap-pods", ["-A", "--kubeconfig", tokenFile], [:]),
      ("sample-capacity", [], ["KUBECONFIG": pipe]),
      ("create-metrics", ["--project", "p"], ["GOOGLE_APPLICATION_CREDENTIALS": pipe]),
      ("create-metrics", ["--project", "p"], ["CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE": pipe]),
      ("sample-capacity", snapshot + sample, ["GOOGLE_APPLICATION_CREDENTIALS": pipe]),
      (
        "sample-capacity", snapshot + ["--to", "otlp:http://127.0.0.1:1", "--cluster-name", "c"],
        ["OTEL_EXPORTER_OTLP_CERTIFICATE": pipe]
      ),
    ] as [(String, [String], [String: String])] {
      let run = try await CommandRun(
        Cluster.program(tool), arguments + ["--deadline", "1s", "-o", "json"], environment: environment)
      #expect(run.code == 75, "\(tool) \(arguments) \(environment): \(run.errorText)")
      #expect(run.errorText.contains("a signal or the deadline came first"))
      let report = try Report(run)
      #expect(report["exit.code"] as? Int == 75)
    }
  }

  /// Builds a library that blocks the first thread, or all of them, forever in poll(2).
  private func blockingLibrary() async throws -> String {
    let source = try folder.write(
      "block.c",
      """
      #define _GNU_SOURCE
      #include <poll.h>
      #include <stdlib.h>
      #include <sys/syscall.h>
      #include <unistd.h>
      int poll(struct pollfd *files, nfds_t count, int timeout) {
        if (getenv("BLOCK_ALL") || syscall(SYS_gettid) == getpid()) for (;;) pause();
        struct timespec limit = {timeout / 1000, timeout % 1000 * 1000000};
        return ppoll(files, count, timeout < 0 ? 0 : &limit, 0);
      }
      """)
    let library = folder.path + "/block.so"
    let compiler = try await CommandRun("clang", ["-shared", "-fPIC", "-o", library, source])
    try #require(compiler.code == 0, "\(compiler.errorText)")
    return library
  }

  @Test(
    "A run that hangs is ended by force with 75, and still writes the metrics file", arguments: [true, false])
  func hangs(canWrite: Bool) async throws {
    var environment = ["LD_PRELOAD": try await blockingLibrary()]
    if !canWrite { environment["BLOCK_ALL"] = "1" }
    // It has a second to write, which a busy machine may not give it.
    var hasWritten = false
    for _ in 0..<5 where !hasWritten {
      let (output, error) = (try StartedProgram.Output(), try StartedProgram.Output())
      let program = try StartedProgram(
        Cluster.program("reap-pods"), try snapshot(1) + ["--deadline", "1s"], environment: environment,
        output: output, error: error)
      #expect(try await program.end() == 75)
      #expect(try await output.text() == "")
      hasWritten = try await error.text().contains("error: forced to end")
      guard canWrite else { return #expect(!hasWritten) }
      hasWritten = hasWritten && (try? metric("podkeeper_run_exit_code")) == "75"
    }
    #expect(hasWritten)
  }

  /// Starts a command that lists the cluster's pods, and sends it SIGHUP before the list's answer.
  private func hangUp(
    _ cluster: Cluster, _ path: String, _ arguments: [String]
  ) async throws -> (code: Int32, report: Report, messages: String) {
    let gate = Gate()
    cluster.cloud.inject(Fault(.hold(gate), path: "/api/v1/pods"))
    let (output, error) = (try StartedProgram.Output(), try StartedProgram.Output())
    let program = try StartedProgram(path, arguments, output: output, error: error)
    try await waitUntil { gate.arrived == 1 }
    program.send(SIGHUP)
    gate.open()
    return (try await program.end(), try Report(text: try await output.text()), try await error.text())
  }

  @Test("SIGHUP ends a run like SIGTERM")
  func hangup() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let run = try await hangUp(
      cluster, Cluster.program("reap-pods"), ["--kubeconfig", cluster.kubeconfig, "-A", "-o", "json"])
    #expect(run.code == 75)
    #expect(run.messages.contains("interrupted (SIGHUP)"))
    #expect(run.report.count("deleted") == 0)
    #expect(cluster.sawNoDelete)
  }

  @Test("Under nohup, SIGHUP stays ignored")
  func nohup() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let script = #"trap "" HUP; exec "$0" --kubeconfig "$1" -A -o json"#
    let run = try await hangUp(
      cluster, "/bin/sh", ["-c", script, Cluster.program("reap-pods"), cluster.kubeconfig])
    #expect(run.code == 0)
    #expect(run.report.count("deleted") == 1)
  }

  @Test(
    "While a list hangs, one signal ends the run cleanly, and two end it at once without a report",
    arguments: [1, 2])
  func hangingList(signals: Int) async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    cluster.cloud.inject(Fault(.hold(Gate()), path: "/api/v1/pods"))
    let (output, error) = (try StartedProgram.Output(), try StartedProgram.Output())
    let program = try StartedProgram(
      Cluster.program("reap-pods"),
      ["--kubeconfig", cluster.kubeconfig, "-A", "-o", "json", "--request-timeout", "10m"], output: output,
      error: error)
    try await waitUntil { cluster.cloud.requests.contains { $0.path == "/api/v1/pods" } }
    for _ in 0..<signals {
      program.send(SIGTERM)
      while program.isPending(SIGTERM) { try await Task.sleep(for: .milliseconds(1)) }
    }
    #expect(try await program.end() == (signals == 1 ? 75 : 128 + SIGTERM))
    let (report, messages) = (try await output.text(), try await error.text())
    #expect(report.isEmpty == (signals == 2) && messages.isEmpty == (signals == 2))
    if signals == 1 { #expect(messages.contains("the run ended before the answer came")) }
    #expect(cluster.sawNoDelete)
  }

  @Test("Of a thousand unreadable items, twenty are shown and all are counted")
  func manyWarnings() async throws {
    let items = (0..<1000).map {
      #"{"kind":"Pod","metadata":{"name":"p\#($0)","uid":"\#($0)","resourceVersion":"1"}}"#
    }
    let list = #"{"apiVersion":"v1","kind":"List","items":[\#(items.joined(separator: ","))]}"#
    let snapshot = try folder.write("list.json", list)
    let arguments = ["--snapshot", snapshot, "-o", "json", "--metrics-file", metrics]
    let run = try await CommandRun(Cluster.program("reap-pods"), arguments)
    #expect(run.code == 65)
    let report = try Report(run)
    #expect(report.warnings.count == 20 && report.warningsOmitted == 980)
    #expect(try metric("podkeeper_reap_warnings") == "1000")
    let lines = run.errorText.split(separator: "\n")
    #expect(lines.count { $0.contains("a pod in the list is unreadable, so it is kept") } == 20)
    #expect(
      lines.contains("reap-pods: warning: 980 more warnings of the same kind omitted: unreadable pods"))
  }

  @Test("Everyone can read the metrics file, whatever the umask", arguments: ["077", "000", "777"])
  func umask(mask: String) async throws {
    let run = try await CommandRun(
      "sh", ["-c", #"umask "$0"; exec "$@""#, mask, Cluster.program("reap-pods")] + (try snapshot(1)))
    #expect(run.code == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: metrics)
    #expect(attributes[.posixPermissions] as? Int == 0o644)
  }
}
