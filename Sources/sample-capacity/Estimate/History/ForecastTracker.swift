import Shared

/// Follows build pods from their creation to their start, by the lines that the ledger gets about them, and keeps
/// `--estimate history` up to date.
///
/// The same lines in the same order lead to the same state, so a lost state can be rebuilt from the ledger.
struct ForecastTracker: Equatable, Sendable {
  /// A pod that had a forecast when it was created, and is not known to have started. Times are unix seconds.
  struct Waiting: Equatable, Sendable {
    var className: String
    var created: Int64
    var scheduled: Int64?
  }

  /// A pod that started lately. Its line may come again.
  struct Start: Equatable, Sendable {
    var created: Int64
    var started: Int64
  }

  /// What the newest pod of a class requested: `cpuMilli`, `memoryBytes` and extended resources by name.
  struct ClassRequests: Equatable, Sendable {
    var created: Int64
    var amounts: [String: Int64]
  }

  /// How many classes are remembered.
  static let classLimit = 40
  /// The interval assumed before the first sample, in seconds.
  static let firstInterval = 60.0
  /// A start is news for so long, in seconds.
  private static let newsAge: Int64 = 600
  /// How many starts of pods without a forecast count, the newest. They only move the usual start-up time, which has
  /// forgotten older ones: each start counts for 5% of it.
  static let startLimit = 1000

  var history = EstimateHistory()
  /// The time of the last sample, in unix seconds.
  var time: Double?
  /// The CPU that was bound then, in millicores.
  var boundMilli: Int64 = 0
  /// By UID.
  var waiting: [String: Waiting] = [:]
  var starts: [String: Start] = [:]
  /// By class.
  var requests: [String: ClassRequests] = [:]

  /// The lines since the last sample that matter.
  private var news: [News] = []
  /// Those of them about starts of pods without a forecast.
  private var lateNews: [News] = []
  /// What the newest pods of these lines requested, by class.
  private var newRequests: [String: ClassRequests] = [:]

  private struct News: Equatable {
    var uid: String
    var event: String?
    var facts: PodFacts
  }

  init() {}
}

// MARK: - Lines

extension ForecastTracker {
  /// Takes a pod's whole line. It counts once the sample that it belongs to is complete.
  mutating func add(_ pod: LedgerPod) {
    note(pod.facts)
    add(News(uid: pod.uid, event: nil, facts: pod.facts), at: pod.time)
  }

  mutating func add(_ event: LedgerEvent) {
    add(News(uid: event.uid, event: event.event, facts: event.facts), at: event.time)
  }

  /// A first sample shows all pods of a cluster, and most of them are no news.
  private mutating func add(_ item: News, at now: Int64) {
    let isNew = item.facts.created.map { history.waits.issuedBefore(Double($0)) != nil } ?? false
    if isNew || waiting[item.uid] != nil {
      news.append(item)
    } else if let started = item.facts.started, started + Self.newsAge >= now, starts[item.uid] == nil {
      lateNews.append(item)
      if lateNews.count >= 2 * Self.startLimit { limitLateNews() }
    }
  }

  private mutating func limitLateNews() {
    guard lateNews.count > Self.startLimit else { return }
    lateNews.sort { ($0.facts.started ?? 0, $0.uid) < ($1.facts.started ?? 0, $1.uid) }
    lateNews.removeFirst(lateNews.count - Self.startLimit)
  }

  /// Forgets the lines since the last sample: the list that they are from was not complete.
  mutating func forgetNews() {
    news = []
    lateNews = []
    newRequests = [:]
  }

  private mutating func note(_ facts: PodFacts) {
    guard let amounts = facts.requests, let created = facts.created else { return }
    let name = facts.buildClass ?? BuildClasses.unlabeled
    if let known = newRequests[name] ?? requests[name], known.created > created { return }
    newRequests[name] = ClassRequests(created: created, amounts: amounts)
  }

  /// What the newest pod of each class requests, by these lines too.
  var newestRequests: [String: ClassRequests] {
    requests.merging(newRequests) { $0.created > $1.created ? $0 : $1 }
  }

  private mutating func forgetClasses() {
    guard requests.count > Self.classLimit else { return }
    let oldest = requests.sorted { ($0.value.created, $0.key) < ($1.value.created, $1.key) }
    for (name, _) in oldest.prefix(requests.count - Self.classLimit) {
      requests[name] = nil
      history.forget(name)
    }
  }
}

// MARK: - Samples

extension ForecastTracker {
  /// Learns from the lines since the last sample, then forecasts.
  ///
  /// - Returns: a forecast for each class of the sample, in its order. nil if the sample is not newer than the last one,
  ///   and then nothing is learned.
  mutating func step(_ sample: ForecastInput) -> [WaitForecast?]? {
    defer { forgetNews() }
    if let time, sample.time <= time { return nil }
    requests = newestRequests
    forgetClasses()
    var seen = WaitObservation(
      time: sample.time, interval: interval(sample.time), cap: Double(sample.capMilli) / 1000,
      bound: Double(sample.boundMilli) / 1000, freed: Double(sample.freedMilli) / 1000,
      timePerBuild: sample.timePerBuild, classes: sample.classes)
    seen.headAge = sample.headWait
    follow(&seen)
    let forecasts = history.step(seen)
    time = sample.time
    boundMilli = sample.boundMilli
    forgetStarts(before: sample.time)
    return forecasts
  }

  private mutating func forgetStarts(before now: Double) {
    let oldest = history.waits.issued.first?.time ?? now
    let late = starts.filter { Double($0.value.created) < oldest }
    for (uid, start) in late where Double(start.started + Self.newsAge) < now { starts[uid] = nil }
    guard late.count > Self.startLimit else { return }
    let sorted = late.sorted { ($0.value.started, $0.key) < ($1.value.started, $1.key) }
    for (uid, _) in sorted.dropLast(Self.startLimit) { starts[uid] = nil }
  }

  /// The time since the last sample, in seconds.
  func interval(_ now: Double) -> Double { time.map { now - $0 } ?? Self.firstInterval }

  /// Turns lines into what happened to pods. Everything is put in a fixed order: that of lines does not matter.
  private mutating func follow(_ seen: inout WaitObservation) {
    var started: [(pod: WaitObservation.Started, at: Int64)] = []
    limitLateNews()
    for item in news + lateNews {
      if item.event == nil, let pod = follow(item) { seen.created.append(pod) }
      if let at = item.facts.started, item.facts.restarts ?? 0 == 0 {
        if let start = start(item, at: at, now: seen.time) { started.append((start, at)) }
      } else {
        if let scheduled = item.facts.scheduled { waiting[item.uid]?.scheduled = scheduled }
        let isOver = item.event == "gone" || item.facts.finished != nil || item.facts.restarts ?? 0 > 0
        guard isOver || item.facts.isGated, let pod = waiting.removeValue(forKey: item.uid) else { continue }
        seen.gone.append(.init(uid: item.uid, age: max(0, (time ?? 0) - Double(pod.created))))
      }
    }
    seen.created.sort { ($0.time, $0.uid) < ($1.time, $1.uid) }
    seen.started = started.sorted { ($0.at, $0.pod.uid) < ($1.at, $1.pod.uid) }.map(\.pod)
    seen.gone.sort { $0.uid < $1.uid }
    seen.pending = waiting.map { .init(uid: $0, age: seen.time - Double($1.created)) }.sorted {
      $0.uid < $1.uid
    }
  }

  /// Begins to follow a pod. One that ever had a scheduling gate chose to wait.
  private mutating func follow(_ item: News) -> WaitObservation.Created? {
    guard let created = item.facts.created, !item.facts.isGated, waiting[item.uid] == nil,
      starts[item.uid] == nil
    else { return nil }
    let name = item.facts.buildClass ?? BuildClasses.unlabeled
    guard history.waits.inForce(name, at: Double(created)) != nil else { return nil }
    waiting[item.uid] = Waiting(className: name, created: created, scheduled: item.facts.scheduled)
    return .init(uid: item.uid, className: name, time: Double(created))
  }

  /// - Returns: nil if the start was known before, or is too old to be news.
  private mutating func start(_ item: News, at: Int64, now: Double) -> WaitObservation.Started? {
    guard starts[item.uid] == nil else { return nil }
    let pod = waiting.removeValue(forKey: item.uid)
    guard let created = pod?.created ?? item.facts.created else { return nil }
    guard pod != nil || Double(at + Self.newsAge) >= now else { return nil }
    starts[item.uid] = Start(created: created, started: at)
    let scheduled = item.facts.scheduled ?? pod?.scheduled ?? created
    return .init(uid: item.uid, wait: Double(max(0, at - created)), took: Double(max(0, at - scheduled)))
  }
}

/// What a sample measured for the forecasts. A sample's line in the ledger holds all of it.
struct ForecastInput: Equatable, Sendable {
  /// Unix seconds.
  var time: Double
  /// The allocatable CPU of the nodes that admit the build pod.
  var capMilli: Int64
  /// What all pods bound to these nodes request.
  var boundMilli: Int64
  /// What pods that ended since the last sample had requested.
  var freedMilli: Int64
  /// In seconds.
  var timePerBuild: Double
  /// How long the oldest pod has waited that is not bound, in seconds; nil if all are bound.
  var headWait: Double?
  var classes: [WaitObservation.Class]
}
