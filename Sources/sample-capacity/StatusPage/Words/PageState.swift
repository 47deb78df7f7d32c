/// The one word about the cluster, and the headline.
struct PageState: Equatable, Sendable {
  enum Grade: String, Sendable {
    case ok
    case wait
    case bad
  }

  enum Kind: Sendable {
    case room
    case wait
    case neverFits
    case noNodes
    case unknown
    case failed
    case clock
  }

  let kind: Kind
  let grade: Grade
  /// `Builds wait`
  let word: String
  /// With its figure in bold.
  let headline: Markup
  /// The figure of the headline, for the title: `4 min wait`
  let short: String

  init(_ input: StatusPageInput, now: Int64) {
    if let offset = input.clockOffset {
      let difference = DurationText.exact(Int64(clamping: offset.magnitude))
      self.init(
        .clock, .bad, "Clock wrong", "This clock and the server's differ by \(strong: difference)",
        "Clock differs by \(difference)")
    } else if input.failure != nil {
      self.init(failedSince: input.sample?.time, now: now, history: input.history)
    } else if let sample = input.sample {
      self.init(sample)
    } else {
      self.init(failedSince: nil, now: now, history: input.history)
    }
  }

  private init(failedSince time: Int64?, now: Int64, history: StatusPageInput.History) {
    guard let time else {
      // Without a ledger nobody knows whether there was one before.
      let yet = history == .none ? "" : " yet"
      self.init(.failed, .bad, "Sampling fails", "There is \(strong: "no sample\(yet)")", "No sample\(yet)")
      return
    }
    let age = DurationText.exact(now - time)
    self.init(.failed, .bad, "Sampling fails", "No sample for \(strong: age)", "No sample for \(age)")
  }

  private init(_ sample: StatusPageInput.Sample) {
    let estimate = sample.estimate
    guard let seconds = estimate.seconds else {
      self.init(withoutEstimate: sample)
      return
    }
    let wait = DurationText.estimate(seconds)
    let headline: Markup = "A new build pod starts in \(strong: "about\(NumberText.noBreak)\(wait)")"
    if estimate.fitsNow {
      let fit = NumberText.whole(estimate.buildPodsThatFit)
      self.init(.room, .ok, "Builds start at once", headline, "\(wait), \(fit) fit")
    } else {
      let pods = NumberText.count(sample.waitingPods, "pod")
      self.init(.wait, .wait, "Builds wait", headline, "\(wait) wait, \(pods)")
    }
  }

  private init(withoutEstimate sample: StatusPageInput.Sample) {
    if sample.nodes.accepting == 0 {
      self.init(
        .noNodes, .bad, "Builds cannot start", "\(strong: "No node") accepts pods", "No node accepts pods")
    } else if sample.estimate.why.hasPrefix(CapacitySample.Estimate.unknown) {
      self.init(
        .unknown, .wait, "Wait unknown", "The wait of a new build pod is \(strong: "not known")",
        "Wait not known")
    } else if let shortage = sample.estimate.shortage, let largest = shortage.largestNode,
      largest >= shortage.asked
    {
      self.init(
        .neverFits, .bad, "Builds cannot start", "\(strong: "No node fits") a build pod",
        "No node fits a build pod")
    } else {
      self.init(
        .neverFits, .bad, "Builds cannot start", "\(strong: "No node is large enough") for a build pod",
        "No node is large enough")
    }
  }

  private init(_ kind: Kind, _ grade: Grade, _ word: String, _ headline: Markup, _ short: String) {
    self.kind = kind
    self.grade = grade
    self.word = word
    self.headline = headline
    self.short = short
  }
}
