import Shared

extension StatusPageInput {
  /// The series of the sample's resources, in their order.
  static func series(_ view: LedgerView, _ resources: [Amounts], _ samples: [SampleRecord])
    -> [ResourceSeries]
  {
    let hours = hours(view)
    return resources.map { amounts in
      var series = ResourceSeries(resource: amounts.resource)
      series.day = samples.compactMap { Span($0, amounts.resource) }
      series.month = hours.compactMap { Span($0, amounts.resource) }
      if amounts.resource == .cpu { series.average = Average(hours) }
      return series
    }
  }

  /// The spans of three hours of the last 30 days, with those that are not over or not in the ledger yet.
  private static func hours(_ view: LedgerView) -> [SeriesBucket] {
    let step = SeriesSpan.hours
    var spans = view.series.filter {
      $0.span == step.rawValue && $0.from > view.now - 31 * 86_400 && $0.from <= view.now
    }
    let known = Set(spans.map(\.from))
    let first = step.start(of: view.now - 86_400) + step.rawValue
    for from in stride(from: first, through: view.now, by: Int64.Stride(step.rawValue))
    where !known.contains(from) {
      let span = view.recent.sums(from: from, span: step.rawValue)
      if span.samples > 0 { spans.append(span) }
    }
    return spans.sorted { $0.from < $1.from }
  }
}

extension StatusPageInput.Span {
  /// nil if the sample does not have the resource.
  fileprivate init?(_ sample: SampleRecord, _ resource: PageResource) {
    let amounts: CapacitySample.Amounts? =
      switch resource {
      case .cpu: sample.cpu
      case .memory: sample.memory
      case .extended(let name): sample.extended.first { $0.name == name }?.amounts
      }
    guard let amounts else { return nil }
    let page = StatusPageInput.Amounts(resource, amounts, unit: resource.unit)
    self.init(
      from: sample.time, to: sample.time, low: page.running, high: page.running,
      total: page.running + page.waiting,
      allocatable: page.allocatable)
  }

  /// nil if the span does not have the resource.
  fileprivate init?(_ bucket: SeriesBucket, _ resource: PageResource) {
    let key = resource.key
    guard bucket.samples > 0, let running = bucket.sums["\(key).running"],
      let allocatable = bucket.sums["\(key).allocatable"]
    else { return nil }
    let unit = resource.unit
    let total = bucket.sums["\(key).total"]?.high ?? running.high
    self.init(
      from: bucket.from, to: bucket.end - 1, low: Double(running.low) / unit,
      high: Double(running.high) / unit,
      total: Double(max(total, running.high)) / unit, allocatable: Double(allocatable.high) / unit)
  }
}

extension StatusPageInput.Average {
  /// Of the CPU; nil without data.
  fileprivate init?(_ buckets: [SeriesBucket]) {
    let running = buckets.compactMap { $0.sums["cpu.running"]?.integral }.reduce(0, +)
    let allocatable = buckets.compactMap { $0.sums["cpu.allocatable"]?.integral }.reduce(0, +)
    guard allocatable > 0 else { return nil }
    self.init(
      askedFor: running / allocatable, idleHours: max(0, allocatable - running) / PageResource.cpu.unit / 3600
    )
  }
}

extension PageResource {
  /// How many of the ledger's units are one of the page's.
  var unit: Double { self == .cpu ? 1000 : 1 }

  /// The prefix of its sums in the ledger's series.
  fileprivate var key: String {
    switch self {
    case .cpu: "cpu"
    case .memory: "memory"
    case .extended(let name): "x.\(name)"
    }
  }
}
