import Shared
import TestSupport
import Testing

@testable import sample_capacity

@Suite("What the status page takes from a ledger", .timeLimit(.minutes(15)))
struct LedgerPageTests {
  /// Thu 26 Nov 2026, 03:12:07 UTC
  private let now = PageFixture.time
  private let folder: TemporaryFolder
  private static let header = #"{"k":"file","schema":"podkeeper.ledger/v1","cluster":{"name":"builds-eu"}}"#

  init() throws { folder = try TemporaryFolder() }

  private func write(_ name: String, _ lines: [String]) throws {
    _ = try folder.write(name, ([Self.header] + lines).map { $0 + "\n" }.joined())
  }

  /// A line of a sample: two nodes of 4 CPUs, as many running, and what is pending.
  private func sample(_ time: Int64, running: Int, pending: Int = 0, wait: Int = 90) -> String {
    """
    {"k":"sample","t":\(time),"cpu":{"capacity":8000,"allocatable":8000,"running":\(running),"pending":\(pending),\
    "bound":\(running),"unbound":\(pending)},"memory":{"capacity":8589934592,"allocatable":8589934592,"running":0,\
    "pending":0,"bound":0,"unbound":0},"extended":{"nvidia.com/gpu":[2,2,1,1,1,1]},"nodes":{"total":2,"schedulable":2},\
    "pods":{"running":3,"pending":\(pending / 1000),"oldestPendingSeconds":70},\
    "estimate":{"method":"fit","seconds":\(wait),"fitsNow":true,"buildPodsThatFit":4,"why":"4 fit now"}}
    """
  }

  private func bucket(_ from: Int64, span: Int64, running: (Int, Int), reaped: String = "{}") -> String {
    let integral = Double(running.1) * Double(span)
    return """
      {"k":"bucket","from":\(from),"span":\(span),"covered":\(span),"samples":\(span / 60),"sums":{\
      "cpu.running":[\(running.0),\(running.1),\(integral)],"cpu.allocatable":[8000,8000,\(8000.0 * Double(span))],\
      "cpu.total":[\(running.0),\(running.1 + 500),0]},"waits":{"n":10,"p50":60,"p90":200,"scored":10,"promised50":70,\
      "promised90":220,"inside50":6,"inside90":9,"leftOut":0},"reaped":\(reaped)}
      """
  }

  private func input(failed: Bool = false, at time: Int64? = nil) throws -> StatusPageInput {
    var input = StatusPageInput()
    var sample = StatusPageInput.Sample(time: now)
    sample.resources = [.init(resource: .cpu, running: 6, waiting: 1, allocatable: 8)]
    sample.estimate.seconds = 90
    if failed { input.failure = .init(time: time ?? now) } else { input.sample = sample }
    input.add(try LedgerView(LedgerReader(folder.path).folder, now: time ?? now))
    return input
  }

  @Test("An empty ledger, or one with this sample only, begins")
  func begins() throws {
    try write("samples-2026-11-26.jsonl", [sample(now, running: 6000)])
    let input = try input()
    #expect(input.history == .begins && input.interval == 60)
    #expect(input.reaped == nil && input.lastReap == nil && input.waits?.started == 0)
  }

  @Test("Samples give the day, the interval and the estimate of an hour ago")
  func samples() throws {
    let times = stride(from: now - 7200, through: now, by: 120)
    try write(
      "samples-2026-11-26.jsonl",
      times.map { sample($0, running: 4000, pending: 1000, wait: $0 == now - 3600 ? 600 : 90) })
    let input = try input()
    #expect(input.history == .known && input.interval == 120)
    let cpu = try #require(input.series.first)
    #expect(cpu.day.count == 61)
    #expect(cpu.day.last == .init(from: now, to: now, low: 4, high: 4, total: 5, allocatable: 8))
    #expect(input.sample?.estimate.hourAgo == 600)
    // What is in no bucket yet comes from the samples.
    #expect(cpu.month.map(\.high) == [4, 4])
  }

  private func record(_ time: Int64, fits: Bool) -> SampleRecord {
    var record = SampleRecord(time: time)
    record.estimate.fitsNow = fits
    return record
  }

  @Test("Builds have waited since the first sample after the last one that had room")
  func since() {
    let waiting = [record(60, fits: false), record(120, fits: false)]
    #expect(StatusPageInput.since([record(0, fits: true)] + waiting, gap: 150) == .init(time: 60))
    #expect(StatusPageInput.since(waiting, gap: 150) == .init(time: 60, isAtLeast: true))
    #expect(StatusPageInput.since(waiting + [record(180, fits: true)], gap: 150) == nil)
    // What happened in a gap is not known.
    let gap = [record(-600, fits: true)] + waiting
    #expect(StatusPageInput.since(gap, gap: 150) == .init(time: 60, isAtLeast: true))
    #expect(StatusPageInput.since([], gap: 150) == nil)
  }

  @Test("Buckets give the month, its average, the days' waits and what was reaped")
  func buckets() throws {
    let today = now / 86_400 * 86_400
    let reaped = #"{"expired":{"pods":3,"cpuMilli":6000,"memoryBytes":1024,"overdueCpuSeconds":7200}}"#
    let none = #"{"finished":{"pods":2,"cpuMilli":0,"memoryBytes":0,"overdueCpuSeconds":0}}"#
    try write(
      "series.jsonl",
      [
        bucket(today - 86_400, span: 10_800, running: (1000, 2000)),
        bucket(today - 2 * 86_400, span: 86_400, running: (0, 2000), reaped: reaped),
        bucket(today - 86_400, span: 86_400, running: (0, 2000), reaped: none),
        bucket(today - 40 * 86_400, span: 86_400, running: (0, 2000), reaped: reaped),
      ])
    let input = try input()
    let cpu = try #require(input.series.first)
    #expect(
      cpu.month == [
        .init(from: today - 86_400, to: today - 86_400 + 10_799, low: 1, high: 2, total: 2.5, allocatable: 8)
      ])
    #expect(cpu.average?.askedFor == 0.25 && cpu.average?.idleHours == 18)
    #expect(input.waits?.days.map(\.day) == [today - 2 * 86_400, today - 86_400])
    #expect(input.waits?.days.first?.score.share == 0.9)
    let rows = try #require(input.reaped?.rows)
    #expect(input.reaped?.days == 3 && rows.map(\.reason) == ["expired", "finished"])
    #expect(rows[0].pods == 3 && rows[0].daily[27] == 3 && rows[0].cpu == 6 && rows[0].overdue == 2)
    #expect(rows[1].pods == 2 && rows[1].daily[28] == 2 && rows[1].cpu == nil && rows[1].overdue == nil)
  }

  private func run(_ end: Int64, deleted: Int, dryRun: String = "none", code: Int = 0) -> String {
    """
    {"k":"run","run":"0123456789abcdef","t":\(end - 2),"end":\(end),"program":"reap-pods","version":"0","flags":[],\
    "dryRun":"\(dryRun)","summary":{"deleted":\(deleted),"wouldDelete":7},"exit":{"code":\(code),"name":"x"}}
    """
  }

  @Test("The last run of reap-pods is one that deletes, or else a dry run")
  func lastReap() throws {
    try write("reap-2026-11-26.jsonl", [run(now - 60, deleted: 0, dryRun: "client")])
    let dry = try #require(try input().lastReap)
    #expect(dry.isDryRun && dry.deleted == 7 && dry.time == now - 60)
    try write(
      "reap-2026-11-26.jsonl",
      [
        run(now - 600, deleted: 2), run(now - 120, deleted: 14, code: 77),
        run(now - 60, deleted: 0, dryRun: "client"),
      ])
    let last = try #require(try input().lastReap)
    #expect(!last.isDryRun && last.deleted == 14 && last.time == now - 120)
    #expect(last.exitCode == 77 && last.exitName == "noperm")
  }

  @Test(
    "The usual time between runs of reap-pods is known if they are at least four and regular",
    arguments: [
      ([0, 600, 1200, 1800], 600), ([1800, 0, 1200, 600], 600), ([0, 600, 1200], nil), ([], nil),
      // An outage does not change it, but runs of CI jobs have none.
      ([0, 600, 1200, 1800, 2400, 9000, 9600], 600), ([0, 10, 700, 720, 2000, 2900, 2905], nil),
      ([5, 5, 5, 5], nil),
    ] as [([Int64], Int64?)])
  func reapInterval(ends: [Int64], interval: Int64?) {
    #expect(StatusPageInput.Reap.interval(ends) == interval)
  }

  @Test("The time between runs is that of runs of the same kind")
  func reapIntervalOfLedger() throws {
    let runs = (0..<6).map { run(now - 60 - $0 * 300, deleted: 1) }
    let dry = (0..<9).map { run(now - 30 - $0 * 20, deleted: 0, dryRun: "client") }
    try write("reap-2026-11-26.jsonl", runs + dry)
    let last = try #require(try input().lastReap)
    #expect(!last.isDryRun && last.interval == 300)
  }

  @Test("After a failed list the page has the last whole sample and the number of failures since")
  func failure() throws {
    let last = now - 2400
    let failures = (1...40).map { index in
      #"{"k":"failure","t":\#(last + Int64(index) * 60),"exit":{"code":77,"name":"noperm"},"error":"no"}"#
    }
    try write(
      "samples-2026-11-26.jsonl", [sample(last - 60, running: 1), sample(last, running: 6000)] + failures)
    _ = try folder.write(
      "last-sample.json",
      """
      {"k":"last","schema":"podkeeper.ledger/v1","cluster":{},"accounting":"scheduler","buildPod":{"text":"cpu=2",\
      "requests":{"cpuMilli":2000,"memoryBytes":1024}},"sample":\(sample(last, running: 6000, pending: 2000)),"queue":[\
      {"why":"starting","pods":1,"oldest":\(last - 30),"ages":[1,0,0,0,0]},\
      {"why":"never","detail":"requests 64 CPU","pods":1,"oldest":\(last - 7200),"ages":[0,0,0,0,1]}],"buildPods":{\
      "running":4,"pending":1,"overdue":1,"oldest":[{"ns":"b","name":"p1","created":1},{"ns":"b","name":"p2","created":2},\
      {"ns":"b","name":"p3","created":3}],"youngest":[{"ns":"b","name":"p4","created":4},{"ns":"b","name":"p3",\
      "created":3}]},"perNode":[{"name":"n1","allocatable":{"cpuMilli":4000,"memoryBytes":4096,"pods":10},\
      "requested":{"cpuMilli":3000,"memoryBytes":1024,"pods":3},"buildPodsThatFit":0,"cordoned":true}]}
      """)
    let input = try input(failed: true)
    #expect(input.failure?.count == 40)
    let sample = try #require(input.sample)
    #expect(sample.time == last && sample.resources.map(\.running) == [6, 0, 1])
    #expect(sample.queue.map(\.why) == ["On a node, not started yet", "Fits no node, even an empty one"])
    #expect(sample.queue.map(\.isNever) == [false, true] && sample.queue[1].oldest == 7200)
    #expect(sample.buildPods?.oldest.count == 3 && sample.buildPods?.youngest.map(\.name) == ["p4"])
    #expect(sample.buildPods?.more == 1 && sample.perNode.first?.freeCPU == 1)
    #expect(sample.perNode.first?.accepts == false && sample.estimate.buildPod.map(\.amount) == [2, 1024])
    let page = try PageScanner(StatusPage(input, now: now).html).readable
    #expect(page.contains("No sample for 40 min") && page.contains("The last 40 attempts failed."))
    #expect(page.contains("At 02:32 UTC a new build pod started in about 1 min 30 s."))
  }

  @Test(
    "Every reason in the ledger's queue has words",
    arguments: ["never", "noNodes", "fragments", "pods", "other"])
  func words(code: String) {
    #expect(!QueueWords.of(code).why.contains(code))
    #expect(QueueWords.of("nvidia.com/gpu").why == "Not enough nvidia.com/gpu")
  }
}
