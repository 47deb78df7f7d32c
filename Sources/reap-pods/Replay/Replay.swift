import Shared

/// Judges recorded pods by other rules, to learn what these rules would have done.
///
/// Runs and samples come in the order of their times. The rules are judged at the time of each run or, if the ledger
/// has none, of each sample. A pod that matches is out from then on; the replay only waits to learn when it ended.
/// Memory grows with the pods that exist at the same time, not with the length of the ledger.
struct Replay {
  private let policy: Policy
  private let live: LiveGenerations
  private let judgesSamples: Bool
  private let selects: (String) -> Bool
  private let report: (ReplayedPod) -> Void
  let needs: ReplayNeeds

  private var known = UnmatchedPods()
  /// The pods that have matched, by UID, until their end is known.
  private var matched: [String: ReplayedPod] = [:]
  private var ended = RecentUIDs()
  /// The runs since the last sample.
  private var runs: [ReplayedRun] = []

  private(set) var totals = ReplayTotals()

  /// - Parameters:
  ///   - judgesSamples: whether to judge at the time of each sample, because no run is recorded.
  ///   - selects: whether to consider the pods of a namespace.
  ///   - report: gets each pod that matched, once its end is known or the ledger has ended.
  init(
    _ policy: Policy, live: LiveGenerations, judgesSamples: Bool, selects: @escaping (String) -> Bool,
    report: @escaping (ReplayedPod) -> Void
  ) {
    self.policy = policy
    self.live = live
    self.judgesSamples = judgesSamples
    self.selects = selects
    self.report = report
    needs = ReplayNeeds(policy, live: live)
  }

  mutating func take(_ run: ReplayedRun) { runs.append(run) }

  /// The runs before this sample are judged by what is certain at their times: a pod that has changed or ended by the
  /// time of the sample matches only if it does both before and after.
  mutating func take(_ sample: ReplayedSample) {
    judgeRuns(before: sample)
    for change in sample.changes {
      switch change {
      case .seen(let pod): learn(pod)
      case .gone(let uid): end(uid, at: sample.time)
      }
    }
    if judgesSamples { judgeKnown(at: sample.time) { _ in .unchanged } }
    ended.advance(to: sample.time)
  }

  /// The ledger has ended.
  mutating func finish() {
    judgeRuns(before: nil)
    while let pod = known.removeLast() { close(pod) }
    for pod in matched.values { close(pod) }
    matched = [:]
  }
}

extension Replay {
  private mutating func learn(_ pod: RecordedPod) {
    if matched[pod.uid] != nil {
      matched[pod.uid]?.pod.learn(pod, needs)
    } else if !ended.contains(pod.uid) {
      let place = known.learn(pod, needs)
      let now = known[place].pod
      guard !now.name.isEmpty, !selects(now.namespace) else { return }
      known.remove(place)
      // What later events say about it would otherwise be about an unknown pod.
      ended.insert(pod.uid)
    }
  }

  private mutating func end(_ uid: String, at time: Int64) {
    if var pod = matched.removeValue(forKey: uid) {
      pod.gone = time
      close(pod)
    } else if let place = known.place(of: uid) {
      close(known.remove(place))
    }
  }

  private mutating func close(_ entry: UnmatchedPods.Entry) {
    ended.insert(entry.pod.uid)
    guard entry.wasJudged else { return }
    totals.listed += 1
    if !entry.wasKnown || needs.knowledge(of: entry.pod) != .whole { totals.unknown += 1 }
  }

  private mutating func close(_ pod: ReplayedPod) {
    ended.insert(pod.pod.uid)
    totals.listed += 1
    totals.add(pod)
    report(pod)
  }
}

extension Replay {
  private mutating func judgeRuns(before sample: ReplayedSample?) {
    guard !runs.isEmpty else { return }
    let pending = runs.sorted { $0.time < $1.time }
    runs = []
    let later = states(after: sample)
    for run in pending {
      if let now = run.now { replay(run, at: now, later) }
      for target in run.targets { note(target, isCertain: run.now != nil) }
      ended.advance(to: run.time)
    }
  }

  /// What the sample says about pods that were known before; others are unchanged.
  private func states(after sample: ReplayedSample?) -> [String: LaterState] {
    var later: [String: LaterState] = [:]
    for change in sample?.changes ?? [] {
      switch change {
      case .gone(let uid): later[uid] = .gone
      case .seen(let pod):
        guard let place = known.place(of: pod.uid) else { continue }
        var state = known[place].pod
        if case .changed(let first) = later[pod.uid] { state = first }
        state.learn(pod, needs)
        later[pod.uid] = .changed(state)
      }
    }
    return later
  }

  private mutating func replay(_ run: ReplayedRun, at now: Int64, _ later: [String: LaterState]) {
    for target in run.targets { learn(target.pod) }
    guard !judgesSamples else { return }
    let certain = Set(run.targets.map(\.pod.uid))
    judgeKnown(at: now) { certain.contains($0) ? .unchanged : later[$0] ?? .unchanged }
  }

  /// Notes what the run did with a pod.
  ///
  /// - Parameter isCertain: whether the run told its end; a run that was killed may have deleted the pod.
  private mutating func note(_ target: ReplayedRun.Target, isCertain: Bool) {
    let uid = target.pod.uid
    if var pod = matched[uid] {
      pod.note(target, isCertain: isCertain)
      matched[uid] = pod
      guard target.deleted != nil, !pod.pod.isSampled else { return }
      matched[uid] = nil
      close(pod)
    } else if let place = known.place(of: uid) {
      if target.deleted != nil, !known[place].pod.isSampled {
        close(known.remove(place))
      } else if target.deleted != nil || !known[place].pod.isSampled {
        // Gone, or known only as this run saw it, which says nothing about later.
        known.sleep(place)
      }
    }
  }

  private mutating func judgeKnown(at now: Int64, later: (String) -> LaterState) {
    var place = 0
    while let next = known.firstAwake(from: place, at: now) {
      place = next
      let pod = known[place].pod
      known.noteJudged(place, isKnown: needs.knowledge(of: pod) == .whole)
      guard var judgment = matchingJudgment(of: pod, at: now) else {
        known.sleep(place, until: pod.nextChange(policy, after: now))
        place += 1
        continue
      }
      switch later(pod.uid) {
      case .changed(let state) where matchingJudgment(of: state, at: now) == nil: place += 1
      case .gone: place += 1
      case .unchanged, .changed:
        judgment.lints = []
        known.remove(place)
        matched[pod.uid] = ReplayedPod(pod: pod, judgment: judgment, time: now)
      }
    }
  }

  /// nil if no rule matches the pod, or if too little is known about it.
  private func matchingJudgment(of recorded: RecordedPod, at now: Int64) -> Judgment? {
    guard needs.knowledge(of: recorded) != .none else { return nil }
    let deadlines = RecordedDeadlines(keys: recorded.facts.keys)
    let judgment = judge(
      recorded.pod(for: policy), deadlines: deadlines, policy: policy, live: live, now: now)
    return judgment.isDelete ? judgment : nil
  }
}

/// What the next sample says about a pod.
private enum LaterState {
  case unchanged
  case changed(RecordedPod)
  case gone
}

extension RecordedPod {
  /// The earliest time after which the rules may decide otherwise, in unix seconds. It may be too early, but never too
  /// late.
  fileprivate func nextChange(_ policy: Policy, after now: Int64) -> Int64 {
    var next = Int64.max
    func consider(_ time: Int64?, plus age: Int64 = 0) {
      guard let time else { return }
      let (sum, overflows) = time.addingReportingOverflow(age)
      if !overflows, sum >= now { next = min(next, sum) }
    }
    for fact in facts.keys.values {
      if case .at(let deadline) = fact { consider(deadline) }
    }
    consider(facts.created, plus: policy.foreignGeneration?.minAge ?? 0)
    consider(facts.created, plus: policy.pendingAfter ?? 0)
    consider(facts.finished, plus: policy.finishedAfter ?? 0)
    return next
  }
}
