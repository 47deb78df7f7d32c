import Shared
import struct SimulatedCloud.SeededGenerator

@testable import sample_capacity

/// Made-up clusters in the states that the status page knows. The same every time.
enum PageFixture: String, CaseIterable, Sendable {
  case busy
  case empty
  case firstRun = "first-run"
  case gap
  case failed
  case neverFits = "never-fits"
  case large
  case hostile

  /// Thu 26 Nov 2026, 03:12:07 UTC
  static let time: Int64 = 1_795_662_727

  var input: StatusPageInput {
    switch self {
    case .busy: .busy()
    case .empty: .empty()
    case .firstRun: .firstRun()
    case .gap: .busy { StatusPageInput.cutGap(&$0) }
    case .failed: .failed()
    case .neverFits: .neverFits()
    case .large: .large()
    case .hostile: .hostile()
    }
  }

  var html: String { StatusPage(input, now: Self.time).html }
}

/// What a name or a message could contain to break out of its place.
let hostileText =
  "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;\u{202e}gnp.exe\u{2066}\u{0}\u{1b}[31m\r\n</style>"

extension StatusPageInput {
  static func busy(nodes: Int = 120, _ change: (inout StatusPageInput) -> Void = { _ in }) -> StatusPageInput
  {
    var input = cluster(.known)
    let factor = Double(nodes) / 120
    let gibibyte = 1_073_741_824.0
    input.sample = Sample()
    input.sample?.time = PageFixture.time
    input.sample?.resources = [
      Amounts(resource: .cpu, running: 1803.2 * factor, waiting: 132.7 * factor, allocatable: 1875 * factor),
      Amounts(
        resource: .memory, running: 5.33 * 1024 * gibibyte * factor, waiting: 0.39 * 1024 * gibibyte * factor,
        allocatable: 6.91 * 1024 * gibibyte * factor),
      Amounts(resource: .extended("nvidia.com/gpu"), running: 24, waiting: 8, allocatable: 32),
    ]
    input.sample?.nodes = NodeCounts(total: nodes, accepting: nodes - 2, cordoned: 2)
    input.sample?.waitingPods = 114
    input.sample?.oldestWaiting = 10_920
    input.sample?.estimate = Estimate(
      method: "history", seconds: 230, ninth: 660, fitsNow: false, buildPodsThatFit: 0,
      buildPod: [Request(resource: .cpu, amount: 1), Request(resource: .memory, amount: 2 * gibibyte)],
      shortage: Shortage(
        resource: .cpu, asked: 1, largestGap: 0.89, largestNode: 15.89, waitingPods: 101), hourAgo: 120)
    input.sample?.queue = queue
    input.sample?.perNode = perNode(nodes)
    input.sample?.buildPods = buildPods
    input.since = Since(time: PageFixture.time - 5400)
    input.lastReap = Reap(time: PageFixture.time - 127, deleted: 14, interval: 600)
    input.waits = waits(until: PageFixture.time)
    input.series = series(input.sample?.resources ?? [], until: PageFixture.time)
    input.reaped = reapedInAMonth
    change(&input)
    return input
  }

  private static func cluster(_ history: History) -> StatusPageInput {
    var input = StatusPageInput()
    input.cluster = "builds-eu"
    input.version = "0.2.0"
    input.accounting = "scheduler"
    input.history = history
    input.ledgerFolder = "/var/lib/podkeeper"
    input.buildPodPrefix = "buildlet-"
    return input
  }

  private static let queue = [
    QueueRow(
      why: "Not enough CPU", detail: "requests 1 CPU; the most free on a node is 0.89", pods: 101,
      oldest: 588, ages: [34, 48, 19, 0, 0]),
    QueueRow(
      why: "Not enough nvidia.com/gpu", detail: "requests 4 nvidia.com/gpu; the most free on a node is 2",
      pods: 2, oldest: 2460, ages: [0, 0, 0, 2, 0]),
    QueueRow(
      why: "Fits no node, even an empty one", detail: "requests 16 CPU; the largest node has 15.89",
      pods: 1, oldest: 10_920, ages: [0, 0, 0, 0, 1], isNever: true),
    QueueRow(
      why: "Not yet tried by the scheduler", pods: 7, oldest: 4, ages: [7, 0, 0, 0, 0], needsNobody: true),
    QueueRow(
      why: "On a node, not started yet", detail: "images are being pulled", pods: 3, oldest: 151,
      ages: [1, 2, 0, 0, 0], needsNobody: true),
  ]

  private static func perNode(_ count: Int) -> [Node] {
    var random = SeededGenerator(seed: 7)
    return (0..<count).map { index in
      let share = Double(index) / Double(max(1, count - 2))
      var node = Node(name: "gke-builds-n2-\(String(4_000_000 + index * 7919, radix: 36))")
      node.allocatableCPU = 15.89
      node.allocatableMemory = 60 * 1_073_741_824
      node.freeCPU = max(0.01, 0.89 * (1 - share * share))
      node.freeMemory = Double.random(in: 0.4...11, using: &random) * 1_073_741_824
      node.pods = Int.random(in: 14...17, using: &random)
      node.isCordoned = index >= count - 2
      node.accepts = !node.isCordoned
      return node
    }
  }

  private static let buildPods = BuildPods(
    running: 1546, overdue: 1,
    oldest: [
      row("buildlet-linux-amd64-longtest-9c41e07b", age: 7920, left: -120),
      row("buildlet-linux-arm64-race-51d0aa3e", age: 7080, left: 120),
      row("buildlet-linux-amd64-race-e8823b19", age: 6960, left: 240),
    ],
    youngest: [
      row("buildlet-linux-amd64-1f27c6d0", age: 9, left: 2700),
      row("buildlet-linux-amd64-b03e9d44", age: 6, left: 2700),
      row("buildlet-linux-386-7a5510ce", age: 2, left: 2700),
    ], more: 1540)

  private static func row(_ name: String, age: Int64, left: Int64) -> BuildPodRow {
    BuildPodRow(
      namespace: "builds", name: name, node: "gke-builds-n2-2dqg", created: PageFixture.time - age,
      deadline: PageFixture.time + left)
  }

  /// From this load on, builds wait.
  private static let full = 0.96

  /// How busy the cluster is at a time of the day: above `full` from 90 minutes before the sample's time on.
  private static func load(_ time: Int64, _ random: inout SeededGenerator) -> Double {
    let hour = Double(time % 86_400) / 3600
    let isWeekend = [2, 3].contains(time / 86_400 % 7)
    func peak(_ at: Double, _ width: Double) -> Double {
      let away = min((hour - at).magnitude, 24 - (hour - at).magnitude)
      return max(0, 1 - away * away / (width * width))
    }
    let day = max(0.22, peak(3.6, 3.95) * 1.25, peak(11, 5) * 0.85, peak(15.5, 3.5) * 1.2)
    return day * (isWeekend ? 0.45 : 1) + Double.random(in: -0.02...0.02, using: &random)
  }

  static func series(_ resources: [Amounts], until end: Int64) -> [ResourceSeries] {
    resources.map { amounts in
      var random = SeededGenerator(seed: 3)
      let isWhole = amounts.resource != .cpu && amounts.resource != .memory
      func span(_ from: Int64, _ to: Int64) -> Span {
        let loads = stride(from: from, through: to, by: 900).map { load($0, &random) }
        // The cluster grew.
        let whole = amounts.allocatable * (from < end - 12 * 86_400 && !isWhole ? 0.84 : 1)
        // At the sample's time they are the sample's.
        let scale = amounts.allocatable > 0 ? whole / amounts.allocatable : 1
        func running(_ load: Double) -> Double {
          let sum = min(load / full, 1) * amounts.running * scale
          return isWhole ? sum.rounded() : sum
        }
        let (low, high) = (loads.min() ?? 0, loads.max() ?? 0)
        let waiting = max(0, high - full) / 0.28 * amounts.waiting * scale
        return Span(
          from: from, to: to, low: running(low), high: running(high),
          total: running(high) + (isWhole ? waiting.rounded() : waiting), allocatable: whole)
      }
      var series = ResourceSeries(resource: amounts.resource)
      let gap = end - 79_000...end - 75_500
      series.day = stride(from: end - 86_340, through: end, by: 60).filter { !gap.contains($0) }.map {
        span($0, $0)
      }
      let last = end / 10_800 * 10_800
      let outage = end - 1_040_000...end - 990_000
      series.month = stride(from: last - 239 * 10_800, through: last, by: 10_800).filter {
        !outage.contains($0)
      }
      .map { span($0, min(end, $0 + 10_799)) }
      if amounts.resource == .cpu { series.average = Average(askedFor: 0.58, idleHours: 501_234) }
      return series
    }
  }

  static func waits(until end: Int64) -> Waits {
    var random = SeededGenerator(seed: 11)
    var waits = Waits(started: 29_408)
    waits.day = Score(pods: 29_408, inside: 26_820)
    let gap = end - 79_500...end - 75_000
    for index in 0..<96 {
      let from = end - 86_400 + Int64(index) * 900
      guard !gap.contains(from) else { continue }
      let load = load(from, &random)
      let over = max(0, load - full)
      let ninth = 190 + over * over * 6100
      let half = ninth * 0.4
      let miss = [0, 24, 46, 47].contains(index) ? 1.5 : Double.random(in: 0.75...1.05, using: &random)
      waits.quarters.append(
        Quarter(
          from: from, predicted: Band(half: half, ninth: ninth),
          real: Band(half: half * Double.random(in: 0.7...1.1, using: &random), ninth: ninth * miss)))
    }
    let today = end / 86_400 * 86_400
    for index in 0..<30 where index != 17 {
      let day = today - Int64(29 - index) * 86_400
      let isWeekend = [2, 3].contains(day / 86_400 % 7)
      let predicted = (isWeekend ? 180 : 420) * Double.random(in: 0.8...1.6, using: &random)
      let isMissed = index == 7
      let pods = isWeekend ? 6204 : day == today ? 4102 : 28_311
      waits.days.append(
        Day(
          day: day, score: Score(pods: pods, inside: Int(Double(pods) * (isMissed ? 0.71 : 0.92))),
          real: isMissed ? 1320 : predicted * 0.93, predicted: isMissed ? 980 : predicted))
    }
    waits.methods = [
      Method(name: "history", insideHalf: 0.512, insideNinth: 0.912, meanLoss: 48),
      Method(name: "fit", meanLoss: 171), Method(name: "golang-build", meanLoss: 304),
      Method(name: "head of the queue", meanLoss: 1750),
    ]
    return waits
  }

  private static let reapedInAMonth: Reaped = {
    var random = SeededGenerator(seed: 5)
    func days(_ pods: Int) -> [Int] {
      (0..<30).map { _ in Int.random(in: 0...max(1, pods / 15), using: &random) }
    }
    let tebibyte = 1_099_511_627_776.0
    return Reaped(rows: [
      ReapedRow(
        reason: "retired-generation", daily: days(12_480), pods: 12_480, cpu: 14_226, memory: 42 * tebibyte),
      ReapedRow(
        reason: "expired", daily: days(3214), pods: 3214, cpu: 3761, memory: 10.9 * tebibyte, overdue: 402),
      ReapedRow(reason: "finished", daily: days(1930), pods: 1930),
      ReapedRow(
        reason: "foreign-generation", daily: days(812), pods: 812, cpu: 950, memory: 2.8 * tebibyte,
        overdue: 118),
      ReapedRow(reason: "stuck-pending", daily: days(96), pods: 96),
      ReapedRow(
        reason: "stuck-terminating", daily: days(12), pods: 12, cpu: 14, memory: 0.04 * tebibyte, overdue: 3),
    ])
  }()

  /// Samples stopped for four hours, and began again.
  static func cutGap(_ input: inout StatusPageInput) {
    let gap = PageFixture.time - 36_000...PageFixture.time - 21_600
    for index in input.series.indices { input.series[index].day.removeAll { gap.contains($0.from) } }
    input.waits?.quarters.removeAll { gap.contains($0.from) }
  }

  static func empty() -> StatusPageInput {
    busy { input in
      let amounts = [
        Amounts(resource: .cpu, waiting: 8), Amounts(resource: .memory, waiting: 8 * 1_073_741_824),
      ]
      input.sample?.resources = amounts
      input.sample?.nodes = NodeCounts()
      input.sample?.waitingPods = 4
      input.sample?.oldestWaiting = 4200
      input.sample?.estimate = Estimate(why: "never: there are no nodes")
      input.sample?.queue = [QueueRow(why: "Not enough CPU", pods: 4, oldest: 4200, ages: [0, 0, 0, 0, 4])]
      input.sample?.perNode = []
      input.sample?.buildPods = BuildPods()
      input.series = amounts.map { amounts in
        let spans = stride(from: PageFixture.time - 4200, through: PageFixture.time, by: 60).map {
          Span(from: $0, to: $0, low: 0, high: 0, total: amounts.waiting, allocatable: 0)
        }
        return ResourceSeries(resource: amounts.resource, day: spans, month: spans)
      }
      input.waits = Waits(started: 3)
      input.reaped = nil
      input.lastReap = Reap(time: PageFixture.time - 127, deleted: 0)
      input.history = .known
    }
  }

  static func firstRun() -> StatusPageInput {
    let gibibyte = 1_073_741_824.0
    var input = cluster(.begins)
    input.waits = Waits(started: 0)
    var sample = Sample(time: PageFixture.time)
    sample.resources = [
      Amounts(resource: .cpu, running: 1.05, waiting: 0, allocatable: 47.67),
      Amounts(resource: .memory, running: 0.9 * gibibyte, waiting: 0, allocatable: 180 * gibibyte),
    ]
    sample.nodes = NodeCounts(total: 3, accepting: 3)
    sample.estimate = Estimate(
      seconds: 90, isMeasuring: true, fitsNow: true, buildPodsThatFit: 21, nodesThatFit: 3,
      buildPod: [Request(resource: .cpu, amount: 2), Request(resource: .memory, amount: 1.907 * gibibyte)])
    sample.perNode = ["x7qp", "p2ld", "m3ht"].map { name in
      Node(
        name: "gke-builds-n2-4f1c-\(name)", freeCPU: 15.54, allocatableCPU: 15.89,
        freeMemory: 59.7 * gibibyte,
        allocatableMemory: 60 * gibibyte, pods: 6, buildPodsThatFit: 7)
    }
    sample.buildPods = BuildPods()
    input.sample = sample
    return input
  }

  /// Nobody may list nodes since 02:32.
  static func failed() -> StatusPageInput {
    busy { input in
      let time = PageFixture.time - 2400
      input.sample?.time = time
      input.sample?.estimate.seconds = 180
      input.sample?.estimate.ninth = 430
      input.sample?.resources[0].waiting = 95.3
      input.sample?.resources[1].waiting *= 95.3 / 132.7
      input.sample?.waitingPods = 79
      input.sample?.oldestWaiting = 8520
      for (row, pods) in [70, 2, 1, 4, 2].enumerated() { input.sample?.queue[row].pods = pods }
      for index in input.series.indices { input.series[index].day.removeAll { $0.from > time } }
      input.waits?.quarters.removeAll { $0.from + 900 > time }
      input.failure = Failure(
        time: PageFixture.time, count: 40, exitCode: 77, exitName: "noperm",
        message:
          "403 from the server: nodes is forbidden: User \"system:serviceaccount:ops:podkeeper\" cannot list "
          + "resource \"nodes\" in API group \"\" at the cluster scope")
    }
  }

  static func neverFits() -> StatusPageInput {
    busy { input in
      input.sample?.estimate = Estimate(
        seconds: nil, buildPodsThatFit: 0, why: "never: the largest node has 15.89 CPU",
        buildPod: [Request(resource: .cpu, amount: 64)],
        shortage: Shortage(resource: .cpu, asked: 64, largestGap: 0.89, largestNode: 15.89, waitingPods: 1))
    }
  }

  /// 5,000 nodes and seven resources with charts.
  static func large() -> StatusPageInput {
    busy(nodes: 5000) { input in
      let others = ["amd.com/gpu", "example.com/fpga", "github.com/fuse", "smarter-devices/kvm"]
      input.sample?.resources += others.enumerated().map { index, name in
        Amounts(
          resource: .extended(name), running: 40 + Double(index) * 300, waiting: Double(index),
          allocatable: 500 + Double(index) * 400)
      }
      input.series = series(input.sample?.resources ?? [], until: PageFixture.time)
    }
  }

  /// Everything that the cluster can set is hostile, or as long as it can be.
  static func hostile() -> StatusPageInput {
    busy { input in
      let long = String(repeating: "a1-", count: 84) + "z"
      input.cluster = hostileText + long
      input.version += hostileText
      input.accounting += hostileText
      input.ledgerFolder = hostileText
      input.buildPodPrefix = hostileText
      let resource = PageResource.extended("example.com/" + long + hostileText)
      input.sample?.resources[2].resource = resource
      input.series[2].resource = resource
      input.sample?.estimate.shortage?.resource = resource
      input.sample?.estimate.buildPod = [Request(resource: resource, amount: 1)]
      input.sample?.estimate.why = hostileText
      input.sample?.estimate.method = hostileText
      for index in input.sample?.queue.indices ?? 0..<0 {
        input.sample?.queue[index].why = long + hostileText
        input.sample?.queue[index].detail = hostileText + long
      }
      for index in input.sample?.perNode.indices ?? 0..<0 {
        input.sample?.perNode[index].name = long + hostileText
      }
      let pod = BuildPodRow(
        namespace: hostileText + long, name: long + hostileText, node: long + hostileText, created: 0,
        deadline: .max)
      input.sample?.buildPods?.oldest = [pod, pod]
      input.sample?.buildPods?.youngest = [
        BuildPodRow(
          namespace: hostileText, name: hostileText, node: hostileText, created: .max, deadline: .min)
      ]
      input.reaped?.rows[0].reason = long + hostileText
      input.waits?.methods[0].name = long + hostileText
      input.lastReap?.exitName = hostileText
      input.failure = Failure(
        time: PageFixture.time, count: 1, exitCode: 76, exitName: hostileText, message: hostileText + long)
    }
  }
}
