/// What all sections of a page share.
struct PageContext {
  let input: StatusPageInput
  /// The time of writing, in seconds since 1970.
  let now: Int64
  let state: PageState

  init(_ input: StatusPageInput, now: Int64) {
    self.input = input
    self.now = now
    state = PageState(input, now: now)
  }

  /// Whether the figures are those of an older sample.
  var isStale: Bool { input.failure != nil }

  /// Whether names of single objects are too old to help: they may be gone.
  var hidesNames: Bool {
    guard isStale, let sample = input.sample else { return false }
    return now - sample.time > 2 * input.interval
  }

  /// Whether there is a ledger, but nothing could be read from it.
  var ledgerIsUnreadable: Bool { input.history == .none && input.ledgerFolder != nil }

  /// The samples of the last 24 hours, as far as they have a CPU.
  var samplesOfDay: [StatusPageInput.Span]? { input.series.first { $0.resource == .cpu }?.day }

  /// The last time without samples that ended less than an hour before this one, by the rule of the charts.
  var recentGap: Range<Int64>? {
    guard !isStale, let sample = input.sample, let times = samplesOfDay?.map(\.to) else { return nil }
    let longest = 5 * input.interval / 2
    for index in times.indices.dropFirst().reversed() where times[index] - times[index - 1] > longest {
      return times[index] > sample.time - 3600 ? times[index - 1]..<times[index] : nil
    }
    return nil
  }

  /// `every minute`, `every 10 min`
  static func every(_ seconds: Int64) -> String {
    "every \(seconds == 60 ? "minute" : DurationText.exact(seconds))"
  }

  /// The right edge of charts.
  var end: Int64 { isStale ? now : input.sample?.time ?? now }

  /// `02:32`, or with its date; set if the data end before the charts do.
  var endsEarly: String? {
    guard isStale, let sample = input.sample, hidesNames else { return nil }
    return TimeText.datePrefix(sample.time, now: now) + TimeText.hour(sample.time)
  }

  /// `02:32 UTC`, with the date unless it is today.
  func moment(_ time: Int64) -> String { TimeText.datePrefix(time, now: now) + TimeText.minute(time) }

  /// `02:32:07 UTC`, with the date unless it is today.
  func precise(_ time: Int64) -> String { TimeText.datePrefix(time, now: now) + TimeText.precise(time) }

  /// `At 02:32 UTC ` at the beginning of a sentence about an older sample.
  var asOf: Markup {
    guard isStale, let sample = input.sample else { return .empty }
    return "At \(moment(sample.time)) "
  }

  /// The resource that pods request the largest share of.
  var scarcest: StatusPageInput.Amounts? {
    input.sample?.resources.max { ($0.askedFor ?? -1) < ($1.askedFor ?? -1) }
  }

  func amounts(_ resource: PageResource) -> StatusPageInput.Amounts? {
    input.sample?.resources.first { $0.resource == resource }
  }

  func section(_ id: String, _ heading: Markup, _ content: [Markup]) -> Markup {
    .element(
      "section", [Attribute("aria-labelledby", id)], .element("h2", [.id(id)], heading),
      .element("div", [], content))
  }

  static func lead(_ text: Markup) -> Markup { .element("p", [.class("lead")], text) }
  static func note(_ text: Markup) -> Markup { .element("p", [.class("note")], text) }
}
