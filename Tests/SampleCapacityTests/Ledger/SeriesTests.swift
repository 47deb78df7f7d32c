import Shared
import Testing

@testable import sample_capacity

@Suite("Spans of the series", .timeLimit(.minutes(15)))
struct SeriesTests {
  private func sample(_ time: Int64, running: Int64, p50: Double? = nil, p90: Double? = nil) -> SampleRecord {
    var sample = SampleRecord(time: time)
    sample.cpu.running = running
    sample.cpu.pending = 1
    guard p50 != nil else { return sample }
    var forecast = SampleForecast()
    forecast.classes["default"] = .init()
    forecast.classes["default"]?.p50 = p50
    forecast.classes["default"]?.p90 = p90
    sample.forecast = forecast
    return sample
  }

  private func bucket(_ samples: [SampleRecord], from: Int64, span: Int64) -> SeriesBucket {
    var bucket = SeriesBucket(from: from, span: span)
    var sums = SampleSums()
    for sample in samples { sums.add(sample) }
    sums.fill(&bucket)
    return bucket
  }

  @Test("Numbers hold until the next sample; the one before the span holds at its beginning")
  func integral() {
    let numbers: [(Int64, Int64)] = [(-30, 100), (30, 10), (90, 20), (150, 30)]
    let samples = numbers.map { sample($0.0, running: $0.1) }
    let bucket = bucket(samples, from: 0, span: 120)
    #expect(bucket.samples == 2 && bucket.covered == 120)
    let integral: Double = 4200
    #expect(bucket.sums["cpu.running"] == SeriesBucket.Sum(low: 10, high: 100, integral: integral))
    #expect(bucket.sums["cpu.total"]?.high == 101)
  }

  @Test("A gap is not covered: a sample before it holds for one interval")
  func gap() {
    let samples = [0, 60, 120, 1000, 1060].map { sample($0, running: 1) }
    let bucket = bucket(samples, from: 0, span: 1200)
    #expect(bucket.covered == 180 + 120 && bucket.sums["cpu.running"]?.integral == 300)
    #expect(self.bucket([], from: 0, span: 60).covered == 0)
  }

  @Test("A bucket is read as it was written")
  func roundTrip() throws {
    var bucket = bucket([sample(0, running: 5)], from: 0, span: 10_800)
    bucket.waits = .init(
      started: 3, p50: 1.5, p90: 2, scored: 2, promised50: 1, promised90: 9, inside50: 1, inside90: 2,
      leftOut: 1)
    bucket.reaped["expired"] = ReapedSums(
      pods: 2, freed: .init(cpuMilli: 4000, memoryBytes: 8), overdueCPUSeconds: 0.5)
    let text = try bucket.json.serialized()
    #expect(try SeriesBucket(json: JSONCursor(JSONValue(parsing: text))) == bucket)
  }

  private func history(_ pods: [(created: Int64, started: Int64?, gone: Int64?)]) -> PodWaits {
    var history = PodWaits()
    for (number, pod) in pods.enumerated() {
      let id = PodID(high: 0, low: UInt64(number))
      history.add(
        PodLine(time: pod.created, id: id, created: pod.created, buildClass: "default", started: pod.started))
      if let gone = pod.gone { history.add(PodLine(time: gone, id: id, isGone: true)) }
    }
    return history
  }

  @Test("A pod counts once its forecast is over, started or not; one that was gone before is left out")
  func scores() {
    var forecasts = ForecastTable()
    forecasts.add(sample(0, running: 0, p50: 10, p90: 100))
    let pods = history([
      (5, 10, nil), (5, 50, nil), (5, 300, nil), (5, nil, nil), (5, nil, 60), (5, nil, 200),
      (301, 305, nil),
    ])
    let waits = pods.waits(from: 0, step: 3600, count: 1, forecasts)[0]
    #expect(waits.started == 4 && waits.scored == 5 && waits.leftOut == 1)
    #expect(waits.inside50 == 1 && waits.inside90 == 2)
    #expect(waits.promised50 == 10 && waits.promised90 == 100)
    #expect(waits.p50 == 25)
    let halves = pods.waits(from: 0, step: 105, count: 2, forecasts)
    #expect(halves.map(\.scored) == [0, 5] && halves.map(\.started) == [2, 0])
  }

  @Test("A pod gets the newest forecast before its creation, unless that is older than 5 minutes")
  func promises() {
    var forecasts = ForecastTable()
    for (time, p50) in [(100, 1.0), (300, 3), (200, 2)] as [(Int64, Double)] {
      forecasts.add(sample(time, running: 0, p50: p50, p90: 9))
    }
    for (time, p50) in [(99, nil), (100, 1), (199, 1), (200, 2), (600, 3), (601, nil)] as [(Int64, Float?)] {
      #expect(forecasts.promise("default", at: time)?.p50 == p50)
    }
    #expect(forecasts.promise("other", at: 300) == nil)
  }

  @Test("Spans are due once, two minutes after they are over, for days that have lines")
  func due() {
    let day = LedgerDay(of: noon)
    let midnight = day.start
    func due(_ series: [SeriesBucket], at time: Int64) -> [Int64] {
      SeriesKeeper.due([day], series, now: midnight + time).map {
        ($0.from - midnight) / 3600 * 100 + $0.span / 3600
      }
    }
    #expect(due([], at: 10_919) == [])
    #expect(due([], at: 10_920) == [3])
    let ofWrongClock = SeriesBucket(from: midnight + 864_000, span: 10_800)
    #expect(due([ofWrongClock], at: 10_920) == [3])
    #expect(due([SeriesBucket(from: midnight, span: 10_800)], at: 10_920) == [])
    #expect(due([], at: 86_400 + 120) == [3, 24, 303, 603, 903, 1203, 1503, 1803, 2103])
    #expect(due([SeriesBucket(from: midnight, span: 86_400)], at: 86_520).contains(24) == false)
    #expect(due([], at: 33 * 86_400) == [24])
    #expect(SeriesKeeper.next(now: midnight + 10_919) == midnight + 10_920)
    #expect(SeriesKeeper.next(now: midnight + 10_920) == midnight + 21_720)
  }
}

@Suite("What is read of a ledger", .timeLimit(.minutes(15)))
struct LedgerViewTests {
  @Test("Over two days, each span is added once, and its sums are those of the samples")
  func days() throws {
    let test = try TestLedger()
    let midnight = LedgerDay(of: noon).start
    for step in 0...(49 * 6) {
      let time = midnight + Int64(step) * 600
      let pods =
        step % 6 == 0
        ? [CapacityPod.running(step, since: time).with { $0.creationTimestamp = time - 30 }] : []
      try test.sample(pods, at: time) { record in
        record.cpu.running = Int64(step)
        record.forecast = SampleForecast()
        record.forecast?.classes["default"] = .init()
        record.forecast?.classes["default"]?.p50 = 20
        record.forecast?.classes["default"]?.p90 = 60
      }
    }
    let now = midnight + 49 * 3600
    let view = try test.view(now: now)
    #expect(view.series.count { $0.span == 10_800 } == 16)
    #expect(view.series.count { $0.span == 86_400 } == 2)
    #expect(Set(view.series.map { "\($0.from) \($0.span)" }).count == 18)
    let first = try #require(view.series.first { $0.span == 86_400 })
    #expect(first.covered == 86_400 && first.samples == 144)
    #expect(
      first.sums["cpu.running"] == SeriesBucket.Sum(low: 0, high: 143, integral: 143 * 72 * 600 as Double))
    let hours = view.series.filter { $0.span == 10_800 && $0.from < midnight + 86_400 }
    #expect(
      hours.reduce(0) { $0 + ($1.sums["cpu.running"]?.integral ?? 0) } == first.sums["cpu.running"]?.integral)
    #expect(first.waits.started == 24 && first.waits.p50 == 30)
    #expect(view.interval == 600 && view.failures.isEmpty && view.last?.sample.time == now)
    #expect(view.lastDay.waits.started == 24 && view.quarterHours.count == 96)
    #expect(view.quarterHours.reduce(0) { $0 + $1.started } == 24)
    #expect(view.startedPods("default") >= 24 && view.startedPods("other") == 0)
  }

  @Test(
    "A pod of the day before counts if its forecast is open in the span", arguments: [(14_400, 1), (60, 0)])
  func dayBefore(p90: Double, count: Int) throws {
    let test = try TestLedger()
    let midnight = LedgerDay(of: noon).start
    let created = midnight - 7170
    let pods = [1, 2].map { CapacityPod.build($0).with { $0.creationTimestamp = created } }
    let running = CapacityPod.running(1, since: midnight + 3600).with { $0.creationTimestamp = created }
    for (time, pods) in [(-7200, []), (-7140, pods), (-3600, [pods[0]]), (3660, [running])] {
      try test.sample(pods, at: midnight + Int64(time)) { record in
        record.forecast = SampleForecast()
        record.forecast?.classes["default"] = .init()
        record.forecast?.classes["default"]?.p50 = 30
        record.forecast?.classes["default"]?.p90 = p90
      }
    }
    let window = try LedgerWindow(from: midnight, end: midnight + 86_400, in: OpenFolder(test.path))
    let waits = try #require(window.waits(from: midnight, step: 86_400, count: 1).first)
    #expect(waits.started == 1 && waits.scored == count && waits.leftOut == count)
  }

  @Test("Failures since the last whole sample, and the last run that deleted, are found")
  func failures() throws {
    let test = try TestLedger()
    try test.sample([], at: noon, fails: true)
    try test.sample([], at: noon + 60)
    for minute in 2...4 { try test.sample([], at: noon + Int64(minute) * 60, fails: true) }
    let ledger = try LedgerFolder(test.path, patience: .init(.zero))
    let appender = ledger.appender(.day(.reap, LedgerDay(of: noon)))
    for (end, dryRun, pods) in [(noon + 5, "none", 3), (noon + 100, "none", 2), (noon + 200, "client", 0)] {
      try appender.add(
        LedgerRun(
          run: "r\(end)", start: end - 1, end: end, now: end, program: "reap-pods", version: "1", flags: [],
          policy: .object([]), dryRun: dryRun, gates: .object([]), summary: .object([]),
          reaped: ["expired": ReapedSums(pods: Int64(pods), overdueCPUSeconds: 1.5)], exit: .ok))
    }
    try appender.sync()
    let view = try test.view(now: noon + 300)
    #expect(view.failures.map(\.time) == [noon + 120, noon + 180, noon + 240])
    #expect(view.failures.first?.exit == .unavailable && view.last?.sample.time == noon + 60)
    #expect(view.lastReap?.end == noon + 100)
    #expect(view.lastDay.reaped["expired"]?.pods == 5)
    #expect(view.today.reaped["expired"]?.overdueCPUSeconds == 4.5)
  }

  @Test("An empty folder has nothing")
  func empty() throws {
    let test = try TestLedger()
    _ = try test.open()
    let view = try test.view(now: noon)
    #expect(view.series.isEmpty && view.samples.isEmpty && view.last == nil && view.interval == nil)
  }
}
