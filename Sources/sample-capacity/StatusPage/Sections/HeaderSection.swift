/// The cluster's name, how fresh the page is, and whether podkeeper is healthy.
struct HeaderSection {
  let page: PageContext

  var markup: Markup {
    .element(
      "header", [], .element("p", [.class("name")], .named(page.input.cluster)),
      .element("div", [.class("fresh")], .element("p", [], freshness), PodkeeperHealth(page).markup))
  }

  /// Without a script the page cannot know its age, but the reader can.
  private var freshness: Markup {
    let (input, now) = (page.input, page.now)
    guard !page.isStale, let sample = input.sample else {
      return
        "Page written \(strong: TimeText.full(now)). If it is after \(limit(now)), writing has stopped too."
    }
    let sampled: Markup = "Sampled \(strong: TimeText.full(sample.time))"
    if input.isOfSnapshot { return sampled + ", from a file." }
    return sampled + ". If it is after \(limit(sample.time)), sampling has stopped."
  }

  /// Two intervals later. A clock that shows a later minute than this one is past the whole minute after it, so the
  /// time is rounded up in effect.
  private func limit(_ time: Int64) -> String {
    let limit = time + 2 * page.input.interval
    let isNextDay = TimeText.dayStart(limit) != TimeText.dayStart(time)
    return (isNextDay ? TimeText.datePrefix(limit, now: time) : "") + TimeText.minute(limit)
  }
}
