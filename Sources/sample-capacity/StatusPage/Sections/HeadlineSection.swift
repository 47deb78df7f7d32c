/// The state in a word, how long a new build pod waits, and why.
struct HeadlineSection {
  let page: PageContext

  private var input: StatusPageInput { page.input }

  var markup: Markup {
    .element(
      "div", [.class("head")],
      .element(
        "p", [.class("state")], StateIcon.markup(page.state.grade) + " " + Markup(page.state.word) + since),
      .element("h1", [], page.state.headline), failureBox, .element("p", [.class("why")], reason))
  }

  /// ` since 02:41 UTC (31 min ago)`; the headline says how long ago the last sample was.
  private var since: Markup {
    let since: StatusPageInput.Since? =
      switch page.state.kind {
      case .room, .unknown, .clock: nil
      case .failed: input.sample.map { .init(time: $0.time) }
      case .wait, .neverFits, .noNodes: input.since
      }
    guard let since else { return .empty }
    let ago =
      input.failure == nil
      ? input.sample.map { " (\(DurationText.exact($0.time - since.time))\u{a0}ago)" } ?? "" : ""
    return " " + .element("span", [], "\(text(since))\(ago)")
  }

  /// `since 02:41 UTC`
  private func text(_ since: StatusPageInput.Since) -> String {
    "\(since.isAtLeast ? "at least since" : "since") \(page.moment(since.time))"
  }

  private var failureBox: Markup {
    guard let failure = input.failure else { return .empty }
    return FailureBox(page: page, failure: failure).markup
  }

  private var reason: Markup {
    guard let sample = input.sample else { return "" }
    if page.isStale { return staleReason(sample) }
    let sentences: [Markup?] =
      switch page.state.kind {
      case .clock: [clockReason]
      case .room:
        [ninth(sample.estimate), room(sample.estimate), setting(sample.estimate), hourAgo(sample.estimate)]
      case .wait:
        [ninth(sample.estimate), shortage(sample.estimate), ahead(sample), hourAgo(sample.estimate)]
      case .noNodes: [noNodes(sample.nodes), waiting(sample)]
      case .neverFits: [tooLarge(sample.estimate), waiting(sample)]
      case .unknown, .failed: [why(sample.estimate)]
      }
    return .joined(sentences.compactMap(\.self), separator: " ")
  }

  private var clockReason: Markup {
    "Deadlines and ages cannot be trusted until both clocks agree. Check this machine with \(code: "timedatectl")."
  }

  private func staleReason(_ sample: StatusPageInput.Sample) -> Markup {
    let estimate = sample.estimate
    guard let seconds = estimate.seconds else {
      return page.asOf + "a new build pod could not start. The data is too old for an estimate."
    }
    let ninth: Markup =
      estimate.ninth.map { ", 9 in 10 within about \(DurationText.estimate($0))" } ?? ""
    return page.asOf + "a new build pod started in about \(DurationText.estimate(seconds))" + ninth + ". "
      + waitedSince(estimate) + "The data is too old for an estimate."
  }

  /// Since when builds waited, and why, as of a sample that is old.
  private func waitedSince(_ estimate: StatusPageInput.Estimate) -> Markup {
    guard let since = input.since, let shortage = estimate.shortage else { return "" }
    return "Builds had been waiting \(text(since)): no node had " + asked(shortage)
      + " free. "
  }

  private func ninth(_ estimate: StatusPageInput.Estimate) -> Markup? {
    estimate.ninth.map {
      "\(strong: "9 in 10 start within about\(NumberText.noBreak)\(DurationText.estimate($0)).")"
    }
  }

  private func room(_ estimate: StatusPageInput.Estimate) -> Markup {
    let count = estimate.buildPodsThatFit
    let fit = "\(NumberText.whole(count)) build pod\(count == 1 ? " fits" : "s fit") now"
    let nodes = NumberText.count(estimate.nodesThatFit, "node")
    let each =
      request(estimate).map { " \(count == 1 ? "It requests" : "Each requests") \($0)." as Markup } ?? ""
    return "\(strong: fit) on \(nodes)." + each
  }

  /// The time is an option until it is measured.
  private func setting(_ estimate: StatusPageInput.Estimate) -> Markup? {
    guard estimate.ninth == nil, estimate.method == EstimateMethod.fit.rawValue else { return nil }
    return "The time is the setting \(code: "--time-to-schedule"), not yet a measurement."
  }

  /// `2 CPU and 1.9 GiB`
  private func request(_ estimate: StatusPageInput.Estimate) -> Markup? {
    let parts = estimate.buildPod.map { amount($0.amount, of: $0.resource) }
    guard let last = parts.last else { return nil }
    guard parts.count > 1 else { return last }
    return .joined(Array(parts.dropLast()), separator: ", ") + " and " + last
  }

  /// `2 CPU`, `1.9 GiB`, `4 nvidia.com/gpu`
  private func amount(_ amount: Double, of resource: PageResource) -> Markup {
    switch resource {
    case .cpu: Markup(NumberText.amount(amount) + NumberText.noBreak + "CPU")
    case .memory: Markup(AmountUnit(.memory, largest: amount).withName(amount))
    case .extended: "\(NumberText.amount(amount)) " + resource.word
    }
  }

  /// What the build pod requests of the resource that is short.
  private func asked(_ shortage: StatusPageInput.Shortage) -> Markup {
    amount(shortage.asked, of: shortage.resource) + (shortage.resource == .memory ? " of memory" : "")
  }

  /// In the unit of what the build pod requests, without its name.
  private func amount(_ shortage: StatusPageInput.Shortage, _ number: Double) -> Markup {
    shortage.resource == .memory
      ? Markup(AmountUnit(.memory, largest: shortage.asked).text(number)) : Markup(NumberText.amount(number))
  }

  private func shortage(_ estimate: StatusPageInput.Estimate) -> Markup? {
    guard let shortage = estimate.shortage else { return why(estimate) }
    let most = amount(shortage, shortage.largestGap)
    // Rounded, it may look like enough.
    func rounded(_ number: Double) -> Markup {
      shortage.resource == .memory
        ? amount(shortage, number) : Markup(NumberText.decimal(number, digits: 2))
    }
    let isRounded = rounded(shortage.largestGap) == rounded(shortage.asked)
    let free: Markup =
      shortage.largestGap <= 0
      ? "any free" : isRounded ? "that much free" : "more than " + most + " free"
    return "A build pod requests " + asked(shortage) + ", but no node that accepts pods has " + free + "."
  }

  /// Names all waiting pods, as the facts do, and says how many of them compete with a new build pod.
  private func ahead(_ sample: StatusPageInput.Sample) -> Markup? {
    guard let shortage = sample.estimate.shortage, shortage.waitingPods > 0 else { return nil }
    let all = max(sample.waitingPods, shortage.waitingPods)
    let waiting: Markup = "\(NumberText.count(all, "pod")) \(all == 1 ? "is" : "are") already waiting"
    let part: Markup =
      shortage.waitingPods == all ? "" : ", \(NumberText.whole(shortage.waitingPods)) of them"
    return waiting + part + " for " + shortage.resource.word + "."
  }

  /// Only if it differs by more than a fifth, and visibly.
  private func hourAgo(_ estimate: StatusPageInput.Estimate) -> Markup? {
    guard let before = estimate.hourAgo, let now = estimate.seconds,
      (Double(before) - Double(now)).magnitude > 0.2 * Double(now)
    else { return nil }
    let text = DurationText.estimate(before)
    guard text != DurationText.estimate(now) else { return nil }
    return "The wait is getting \(before < now ? "longer" : "shorter"): an hour ago it was about \(text)."
  }

  private func tooLarge(_ estimate: StatusPageInput.Estimate) -> Markup? {
    guard let shortage = estimate.shortage else { return why(estimate) }
    guard let largest = shortage.largestNode, largest < shortage.asked else { return why(estimate) }
    return "A build pod requests " + asked(shortage) + "; the largest node has " + amount(shortage, largest)
      + "."
  }

  private func waiting(_ sample: StatusPageInput.Sample) -> Markup? {
    guard sample.waitingPods > 0 else { return nil }
    let oldest: Markup = sample.oldestWaiting.map { ", the oldest for \(DurationText.exact($0))" } ?? ""
    let verb = sample.waitingPods == 1 ? "is" : "are"
    return "\(NumberText.count(sample.waitingPods, "pod")) \(verb) already waiting" + oldest + "."
  }

  private func noNodes(_ nodes: StatusPageInput.NodeCounts) -> Markup {
    guard nodes.total > 0 else { return "The cluster has no nodes." }
    return "None of \(NumberText.count(nodes.total, "node")): \(FactsSection.obstacles(nodes))."
  }

  private func why(_ estimate: StatusPageInput.Estimate) -> Markup? {
    let reason = CapacitySample.Estimate.reason(estimate.why)
    guard let first = reason.first else { return nil }
    return "\(named: first.uppercased() + reason.dropFirst())."
  }
}
