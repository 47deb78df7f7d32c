import Shared
import Testing

@testable import sample_capacity

@Suite("The lines of samples", .timeLimit(.minutes(15)))
struct SampleRecordTests {
  static func record(extended: Int = 0, classes: Int = 0) -> SampleRecord {
    var record = SampleRecord(
      ClusterTotals([.ready("a"), .ready("b")], [.on("a"), .on(nil), .running()]).sample().sample, time: noon)
    record.elapsed = 60
    record.took = 1.234
    record.estimate.why = String(repeating: "why ", count: 70)
    for number in 0..<extended {
      record.extended.append(
        .init(
          name: "example.com/device-\(number)", amounts: .init(capacity: 1000, allocatable: 900, running: 800)
        ))
    }
    guard classes > 0 else { return record }
    var forecast = SampleForecast()
    (forecast.capacity, forecast.bound, forecast.freed) = (96, 57.25, 1.0 / 3)
    for number in 0..<classes {
      var one = SampleForecast.OfClass()
      (one.cpu, one.base, one.p50, one.p90, one.state) = (2, 8.5, 0.1 + 0.2, 1.0 / 3, "fits")
      forecast.classes["class-\(number)"] = one
    }
    record.forecast = forecast
    return record
  }

  @Test("A sample is read as it was written", arguments: [(0, 0), (3, 2)])
  func roundTrip(extended: Int, classes: Int) throws {
    let record = Self.record(extended: extended, classes: classes)
    let text = try record.json.serialized()
    let read = try SampleRecord(json: JSONCursor(JSONValue(parsing: text)))
    #expect(try read.json.serialized() == text)
    #expect(read.cpu.running == record.cpu.running && read.pods == record.pods && read.nodes == record.nodes)
    #expect(read.extended == record.extended)
  }

  @Test("It stays within 1.5 KB, and each extended resource within 100 bytes")
  func size() throws {
    let plain = try Self.record().json.serialized().utf8.count
    #expect(plain <= 1536)
    #expect(try Self.record(extended: 10).json.serialized().utf8.count <= plain + 10 * 100)
    var long = Self.record()
    long.estimate.why = SampleRecord.short(String(repeating: "é", count: 5000))
    #expect(try long.json.serialized().utf8.count <= 1536)
  }

  @Test("The last sample is read as it was written, nodes, queue and build pods included")
  func last() throws {
    let totals = ClusterTotals([
      .ready("a", others: ["x.com/gpu": 4]), .ready("b").with { $0.isUnschedulable = true },
    ])
    var queue = QueueSummary()
    queue.add(.on(nil, cpu: 9000, scheduling: .unschedulable), now: noon)
    var buildPods = BuildPodSummary()
    let pod = CapacityPod.running()
    let life = try #require(pod.life)
    buildPods.add(
      LedgerPod(pod, life, time: noon, buildClass: "default", keys: RecordedKeys()), deadlineKey: "delete-at",
      phase: .running, now: noon + 7200)
    var last = LastSample(
      Self.record(classes: 1), totals, rows: totals.sample().sample.perNode, buildPod: BuildPod(),
      queue: queue,
      buildPods: buildPods)
    last.cluster = LedgerCluster(name: "prod")
    let read = try LastSample(json: JSONCursor(JSONValue(parsing: last.bytes())))
    #expect(read.nodes == last.nodes && read.queue == last.queue && read.buildPods == last.buildPods)
    #expect(read.buildPodRequests == ["cpuMilli": 2000, "memoryBytes": 2_000_000 << 10])
    #expect(read.nodes.map(\.cordoned) == [false, true] && read.queue.map(\.why) == ["never"])
    #expect(read.buildPods.overdue == 1 && read.buildPods.oldest.first?.deadline == noon + 3600)
  }
}

@Suite("The queue of waiting pods", .timeLimit(.minutes(15)))
struct QueueSummaryTests {
  private func rows(_ pods: [CapacityPod], beside bound: [CapacityPod] = []) -> [QueueRow] {
    var queue = QueueSummary()
    for pod in pods { queue.add(pod, now: noon) }
    return queue.rows(ClusterTotals([.ready("a"), .ready("b")], bound))
  }

  private static let full: [CapacityPod] = [.on("a", cpu: 3000), .on("b", cpu: 3500)]

  @Test(
    "What a pod waits for follows from its requests and the nodes",
    arguments: [
      (4001, "never", full), (2000, "cpu", full), (1000, "other", full), (4000, "cpu", full),
    ] as [(Int64, String, [CapacityPod])])
  func reasons(cpu: Int64, why: String, bound: [CapacityPod]) {
    #expect(rows([.on(nil, cpu: cpu, scheduling: .unschedulable)], beside: bound).map(\.why) == [why])
  }

  @Test("What fits nowhere comes first, and what needs nobody last")
  func order() {
    let rows = rows(
      [
        .on("a", .pending), .on(nil), .on(nil, scheduling: .gated), .on(nil, scheduling: .unschedulable),
        .on(nil, cpu: 1500, scheduling: .unschedulable),
        .on(nil, memory: 1 << 50, scheduling: .unschedulable),
        .on("a"),
      ], beside: Self.full)
    #expect(rows.map(\.why) == ["never", "cpu", "gated", "untried", "starting"])
    #expect(rows.map(\.pods) == [1, 2, 1, 1, 1])
  }

  @Test("Pods are counted by age")
  func ages() {
    let pods = [0, 59, 60, 299, 300, 900, 3599, 3600, 90_000].map { age in
      CapacityPod.on(nil).with { $0.creationTimestamp = noon - age }
    }
    #expect(rows(pods).map(\.ages) == [[2, 2, 1, 2, 2]])
    #expect(rows(pods).first?.oldest == noon - 90_000)
  }

  @Test("Its memory does not grow with the number of different requests")
  func bounded() {
    var queue = QueueSummary()
    for cpu in 0..<1000 { queue.add(.on(nil, cpu: Int64(cpu), scheduling: .unschedulable), now: noon) }
    #expect(queue.groups.count <= QueueSummary.limit + 1)
    #expect(queue.groups.reduce(0) { $0 + $1.pods } == 1000)
  }
}
