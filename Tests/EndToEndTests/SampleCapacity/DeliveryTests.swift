import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "sample-capacity: nothing is lost on the way to Cloud Monitoring", .serialized, .timeLimit(.minutes(15)))
struct DeliveryTests {
  /// A refusal that the same run does not retry, but a later run may succeed.
  static let refusal = Fault(
    .answer(status: 400, headers: ["Content-Type": "text/html"], body: "<html>No way</html>"), path: "/v3/*")

  @Test("After three failed runs, all points arrive once each, in order")
  func outage() async throws {
    let sampler = try await Sampler()
    sampler.google.inject(Self.refusal)
    for run in 0..<3 {
      let report = try Report(try await sampler.deliver(Int64(run)))
      #expect(report.written == ["cloud-monitoring kept 0 \(2 * (run + 1))"])
      #expect(report.code == 75)
    }
    sampler.google.callOffFaults()
    let run = try await sampler.deliver(3)
    #expect(try Report(run).written == ["cloud-monitoring ok 8 0"])
    #expect(run.code == 0)
    #expect(try sampler.arrived() == [0, 1, 2, 3])
    #expect(try sampler.arrived("custom.googleapis.com/cluster/memory_used") == [0, 1, 2, 3])
    #expect(sampler.kept() == [])
    await sampler.google.stop()
  }

  @Test("Failures that a person must fix keep the points, with their own exit codes")
  func forbidden() async throws {
    let sampler = try await Sampler()
    sampler.google.setRoles([], of: sampler.google.machineAccount)
    let run = try await sampler.deliver(0)
    #expect(run.code == 77)
    #expect(try Report(run).written == ["cloud-monitoring kept 0 2"])
    #expect(run.errorText.contains("roles/monitoring.metricWriter"))
    sampler.google.setRoles(["roles/monitoring.metricWriter"], of: sampler.google.machineAccount)

    let wrong = ["GOOGLE_APPLICATION_CREDENTIALS": sampler.folder.path + "/none"]
    let other = try await sampler.sample(
      1, Sampler.monitoring + ["--state", sampler.state], environment: wrong)
    #expect(other.code == 78)
    #expect(try Report(other).written == ["cloud-monitoring kept 0 4"])

    #expect(try Report(try await sampler.deliver(2)).written == ["cloud-monitoring ok 6 0"])
    #expect(try sampler.arrived() == [0, 1, 2])
    await sampler.google.stop()
  }

  @Test("Points are kept until the metadata server says where the cluster is")
  func unplaced() async throws {
    let sampler = try await Sampler()
    let arguments = ["--to", "cloud-monitoring", "--cluster-name", "buildlets"]
    let kept = arguments + ["--state", sampler.state]
    for (run, fault) in [
      Fault(.status(503, retryAfter: "0"), path: "/computeMetadata/v1/project/*"),
      Fault(.status(503, retryAfter: "0"), path: "/computeMetadata/v1/instance/*"),
    ].enumerated() {
      sampler.google.inject(fault)
      let report = try Report(try await sampler.sample(Int64(run), kept))
      #expect(report.written == ["cloud-monitoring kept 0 \(2 * (run + 1))"])
      #expect(report.code == 75)
      #expect(try Report(try await sampler.sample(5, arguments)).written == ["cloud-monitoring failed 0 0"])
      sampler.google.callOffFaults()
    }
    let wrong = ["GOOGLE_APPLICATION_CREDENTIALS": sampler.folder.path + "/none"]
    let other = try await sampler.sample(2, kept, environment: wrong)
    #expect(other.code == 78)
    #expect(try Report(other).written == ["cloud-monitoring kept 0 6"])
    #expect(sampler.writes.isEmpty)

    let run = try await sampler.sample(3, kept)
    #expect(run.code == 0)
    #expect(try Report(run).written == ["cloud-monitoring ok 8 0"])
    #expect(try sampler.arrived() == [0, 1, 2, 3])
    #expect(sampler.kept() == [])
    let resources = Set(
      sampler.google.points(of: "custom.googleapis.com/cluster/cpu_used").map(\.resourceLabels))
    #expect(resources.count == 1)
    await sampler.google.stop()
  }

  @Test("Without a state folder, a failure is final; the first in $STATE_DIRECTORY is one")
  func state() async throws {
    let sampler = try await Sampler()
    sampler.google.inject(Self.refusal)
    let lost = try await sampler.sample(0, Sampler.monitoring)
    #expect(try Report(lost).written == ["cloud-monitoring failed 0 0"])
    #expect(lost.code == 76)
    let kept = try await sampler.sample(
      1, Sampler.monitoring,
      environment: ["STATE_DIRECTORY": "\(sampler.state):/nowhere"])
    #expect(try Report(kept).written == ["cloud-monitoring kept 0 2"])
    #expect(sampler.kept().count == 1)
    await sampler.google.stop()
  }

  @Test("Points stored without an answer are written once; the same sample again is superseded")
  func stored() async throws {
    let sampler = try await Sampler()
    sampler.google.inject(Fault(.statusAfterwards(504), path: "/v3/*", times: 1))
    let run = try await sampler.deliver(0)
    #expect(run.code == 0)
    #expect(try Report(run).written == ["cloud-monitoring ok 2 0"])
    #expect(try sampler.arrived() == [0])
    #expect(sampler.writes.count == 2)

    let again = try await sampler.deliver(0)
    #expect(again.code == 0)
    #expect(try Report(again).written == ["cloud-monitoring superseded 0 0"])
    await sampler.google.stop()
  }

  @Test(
    "After a kill during a request, the kept points arrive once each, in order",
    arguments: [
      Fault(.hold(Gate()), path: "/computeMetadata/*"),
      Fault(.hold(Gate()), path: "/v3/*"),
      Fault(.hold(Gate()), path: "/v3/*", skipping: 1),
      Fault(.hold(Gate()), path: "/v3/*", skipping: 2),
    ])
  func killedAtRequest(fault: Fault) async throws {
    let sampler = try await Sampler()
    sampler.google.inject(Self.refusal)
    for minute in 0..<2 { _ = try await sampler.deliver(Int64(minute)) }
    sampler.google.callOffFaults()
    sampler.google.forgetRequests()
    sampler.google.inject(fault)
    let hangsAt = fault.skipping + 1
    let run = try await sampler.deliver(2, kills: true) { kill in
      let isWrite = fault.path == "/v3/*"
      try await waitUntil {
        let count = isWrite ? try sampler.arrived().count : sampler.google.requests.count
        return count >= hangsAt
      }
      try kill()
    }
    #expect(run.code == 137 && run.output.isEmpty)
    sampler.google.callOffFaults()
    let last = try await sampler.deliver(3)
    #expect(last.code == 0, "\(last.errorText)")
    #expect(try sampler.arrived() == [0, 1, 2, 3])
    #expect(sampler.kept() == [])
    await sampler.google.stop()
  }

  @Test("After a kill at any moment, a sample arrives whole and once or not at all; earlier ones arrive")
  func killedAnywhere() async throws {
    let sampler = try await Sampler()
    sampler.google.inject(Self.refusal)
    _ = try await sampler.deliver(0)
    sampler.google.callOffFaults()
    let kills: Int64 = 12
    for number in 1...kills {
      _ = try await sampler.deliver(number, kills: true) { kill in
        try await Task.sleep(for: .milliseconds(4 * number))
        // The run may have ended by itself.
        try? kill()
      }
    }
    let last = try await sampler.deliver(kills + 1)
    #expect(last.code == 0, "\(last.errorText)")
    let arrived = try sampler.arrived()
    #expect(arrived.first == 0 && arrived.last == kills + 1)
    #expect(arrived == arrived.sorted() && Set(arrived).count == arrived.count)
    #expect(sampler.kept() == [])
    await sampler.google.stop()
  }

  @Test("Of two runs at once, the second waits, then says so and exits with 0")
  func together() async throws {
    let sampler = try await Sampler()
    let gate = Gate()
    sampler.google.inject(Fault(.hold(gate), path: "/v3/*", times: 1))
    async let first = sampler.deliver(0)
    try await waitUntil { gate.arrived == 1 }
    let second = try await sampler.deliver(1, ["--request-timeout", "1s"])
    #expect(second.code == 0)
    #expect(try Report(second).written == ["cloud-monitoring superseded 0 0"])
    #expect(second.errorText.contains("another run is delivering"))
    gate.open()
    #expect(try await first.code == 0)
    let third = try await sampler.deliver(2)
    #expect(third.code == 0)
    #expect(try Report(third).written == ["cloud-monitoring ok 2 0"])
    #expect(try sampler.arrived() == [0, 2])
    await sampler.google.stop()
  }

  @Test(
    "A corrupt file is set aside and reported, and the others are delivered",
    arguments: ["", "{", "\u{0}\u{0}\u{0}", "{\"schema\":\"podkeeper.backlog/v9\"}"])
  func corrupt(text: String) async throws {
    let sampler = try await Sampler()
    sampler.google.inject(Self.refusal)
    for minute in 0..<2 { _ = try await sampler.deliver(Int64(minute)) }
    sampler.google.callOffFaults()
    let file = sampler.state + "/" + sampler.kept().sorted()[0]
    try Data(text.utf8).write(to: URL(filePath: file))
    let run = try await sampler.deliver(2)
    #expect(run.code == 74)
    #expect(try Report(run).written == ["cloud-monitoring partial 4 0"])
    #expect(run.errorText.contains(file + ".corrupt"))
    #expect(try sampler.arrived() == [1, 2])
    #expect(try String(contentsOfFile: file + ".corrupt", encoding: .utf8) == text)
    #expect(try await sampler.deliver(3).code == 0)
    await sampler.google.stop()
  }

  @Test("A state folder that cannot be written is reported; the sample still arrives")
  func unwritable() async throws {
    let sampler = try await Sampler()
    let file = try sampler.folder.write("file", "")
    let run = try await sampler.sample(0, Sampler.monitoring + ["--state", file])
    #expect(run.code == 73)
    #expect(try Report(run).written == ["cloud-monitoring partial 2 0"])
    #expect(try sampler.arrived() == [0])
    await sampler.google.stop()
  }

  @Test("Points over 25 hours old are dropped and reported")
  func tooOld() async throws {
    let sampler = try await Sampler()
    sampler.google.inject(Self.refusal)
    _ = try await sampler.deliver(-60 * 25)
    // It is 26 hours old, and the refusal's Date confirms that, so it was dropped at once.
    #expect(sampler.kept() == [])
    sampler.google.callOffFaults()
    let run = try await sampler.deliver(-60 * 25)
    #expect(run.code == 69)
    #expect(run.errorText.contains("2 points were dropped"))
    #expect(try sampler.arrived() == [] && sampler.kept() == [])
    await sampler.google.stop()
  }

  @Test("A local clock two days ahead of the service's drops nothing")
  func clockAhead() async throws {
    let sampler = try await Sampler()
    sampler.google.behavior.now = sampler.start - 2 * 86_400
    sampler.google.inject(Self.refusal)
    let minutes = [-2 * 1440 - 20, -2 * 1440 - 10] as [Int64]
    let kept = try Report(try await sampler.deliver(minutes[0])).written
    #expect(kept == ["cloud-monitoring kept 0 2"])
    sampler.google.callOffFaults()
    let run = try await sampler.deliver(minutes[1])
    #expect(run.code == 0, "\(run.errorText)")
    #expect(try Report(run).written == ["cloud-monitoring ok 4 0"])
    #expect(try sampler.arrived() == minutes)
    await sampler.google.stop()
  }

  @Test("Points are kept if a proxy refuses or accepts them in Google's place")
  func proxy() async throws {
    let sampler = try await Sampler()
    for (run, status) in [400, 413, 200].enumerated() {
      let page = FaultAction.answer(
        status: status, headers: ["Content-Type": "text/html"], body: "<html>No way</html>")
      sampler.google.inject(Fault(page, path: "/v3/*"))
      let report = try Report(try await sampler.deliver(Int64(run)))
      #expect(report.written == ["cloud-monitoring kept 0 \(2 * (run + 1))"])
      #expect(report.code == 75)
      sampler.google.callOffFaults()
    }
    #expect(try Report(try await sampler.deliver(3)).written == ["cloud-monitoring ok 8 0"])
    await sampler.google.stop()
  }

  @Test("Two clusters can share a state folder")
  func clusters() async throws {
    let sampler = try await Sampler()
    sampler.google.inject(Self.refusal)
    let other = Sampler.monitoring.map { $0 == "buildlets" ? "others" : $0 }
    _ = try await sampler.deliver(0)
    _ = try await sampler.sample(0, other + ["--state", sampler.state])
    #expect(sampler.kept().count == 2)
    sampler.google.callOffFaults()
    #expect(try Report(try await sampler.deliver(1)).written == ["cloud-monitoring ok 4 0"])
    #expect(sampler.kept().count == 1)
    await sampler.google.stop()
  }
}
