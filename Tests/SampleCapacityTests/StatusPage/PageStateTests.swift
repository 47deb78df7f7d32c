import Testing

@testable import sample_capacity

@Suite("What a reader learns within two seconds", .timeLimit(.minutes(15)))
struct PageStateTests {
  struct Case: Sendable {
    let name: String
    let change: @Sendable (inout StatusPageInput) -> Void
    let grade: PageState.Grade
    let word: String
    let headline: String
    let title: String
    let badge: String
  }

  private static let cases = [
    Case(
      name: "room",
      change: {
        $0.sample?.estimate = .init(seconds: 90, fitsNow: true, buildPodsThatFit: 21, nodesThatFit: 3)
      }, grade: .ok, word: "Builds start at once", headline: "A new build pod starts in about 1 min 30 s",
      title: "1 min 30 s, 21 fit – builds-eu", badge: "21 free"),
    Case(
      name: "wait", change: { _ in }, grade: .wait, word: "Builds wait",
      headline: "A new build pod starts in about 4 min", title: "4 min wait, 114 pods – builds-eu",
      badge: "0 free, about 4 min"),
    Case(
      name: "never fits",
      change: {
        $0.sample?.estimate.seconds = nil; $0.sample?.estimate.shortage?.asked = 64
      },
      grade: .bad, word: "Builds cannot start", headline: "No node is large enough for a build pod",
      title: "No node is large enough – builds-eu", badge: "none can start"),
    Case(
      name: "no node has the labels", change: { $0.sample?.estimate.seconds = nil }, grade: .bad,
      word: "Builds cannot start", headline: "No node fits a build pod",
      title: "No node fits a build pod – builds-eu",
      badge: "none can start"),
    Case(
      name: "no nodes",
      change: {
        $0.sample?.estimate.seconds = nil; $0.sample?.nodes.accepting = 0
      }, grade: .bad,
      word: "Builds cannot start", headline: "No node accepts pods",
      title: "No node accepts pods – builds-eu",
      badge: "no node"),
    Case(
      name: "unknown", change: { $0.sample?.estimate = .init(why: "unknown: no CPUs are left") },
      grade: .wait,
      word: "Wait unknown", headline: "The wait of a new build pod is not known",
      title: "Wait not known – builds-eu",
      badge: "wait not known"),
    Case(
      name: "list failed", change: { $0 = .failed() }, grade: .bad, word: "Sampling fails",
      headline: "No sample for 40 min", title: "No sample for 40 min – builds-eu",
      badge: "not known since 02:32"),
    Case(
      name: "never a sample",
      change: {
        $0.sample = nil; $0.failure = .init()
      }, grade: .bad, word: "Sampling fails",
      headline: "There is no sample yet", title: "No sample yet – builds-eu", badge: "not known"),
    Case(
      name: "clock", change: { $0.clockOffset = -180 }, grade: .bad, word: "Clock wrong",
      headline: "This clock and the server's differ by 3 min", title: "Clock differs by 3 min – builds-eu",
      badge: "clock wrong"),
  ]

  @Test("Each state has its color, word, headline, title and badge", arguments: cases)
  func states(state: Case) throws {
    let input = StatusPageInput.busy(state.change)
    let html = StatusPage(input, now: PageFixture.time).html
    let page = try PageScanner(html)
    #expect(page.elements.first { $0.name == "body" }?.attributes["class"] == state.grade.rawValue)
    #expect(page.readable.hasPrefix(state.title + " "), "\(page.readable.prefix(60))")
    #expect(page.readable.contains(" \(state.word) ") && page.readable.contains(" \(state.headline) "))
    let badge = Badge(input, now: PageFixture.time).svg
    #expect(
      try PageScanner(badge).readable
        == "build pods: \(state.badge) build pods \(state.badge)")
  }

  private func text(_ change: @escaping (inout StatusPageInput) -> Void = { _ in }) throws -> String {
    try PageScanner(StatusPage(StatusPageInput.busy(change), now: PageFixture.time).html).readable
  }

  @Test(
    "The busy page says how long, why, since when, and whether podkeeper is healthy",
    arguments: [
      "Sampled Thu 26 Nov 2026, 03:12:07 UTC. If it is after 03:14 UTC, sampling has stopped.",
      "Builds wait since 01:42 UTC (1 h 30 min ago) A new build pod starts in about 4 min",
      "9 in 10 start within about 11 min. A build pod requests 1 CPU, but no node that accepts pods has more "
        + "than 0.89 free. 114 pods are already waiting, 101 of them for CPU. The wait is getting longer: an hour ago "
        + "it was about 2 min.",
      "Waiting 114 pods oldest 3 h 2 min: it fits no node",
      "Nodes accepting pods 118 of 120 2 cordoned, none NotReady",
      "Last reap 14 pods deleted 03:10:00 UTC, exit 0 ok",
      "91.2% of the 29,408 build pods of the last 24 hours started within the time predicted for 9 in 10.",
      "Over 30 days, running pods requested 58% of the CPU on average; at least 501,000 CPU h went unrequested.",
      "114 pods are waiting. 1 can never start: no node is large enough.",
      "podkeeper deleted 18,544 pods in 30 days. Pods past their deadline held 523 CPU h.",
      "118 of 120 nodes accept pods. None has room for a build pod; the largest pod that would fit requests 0.89 CPU",
      "1,546 are running. 1 is past its deadline; the next run of reap-pods deletes it.",
      "Written by sample-capacity 0.2.0, accounting scheduler. The same in a terminal: sample-capacity --nodes.",
    ])
  func busy(sentence: String) throws { #expect(try text().contains(sentence)) }

  @Test("The first fact names the scarcest resource, which need not be the CPU")
  func scarcest() throws {
    #expect(try text().contains("CPU requested 103.2% running pods 1,803 + waiting pods 133, of 1,875 CPU "))
    let memory = try text { $0.sample?.resources[1].waiting *= 9 }
    #expect(memory.contains("Memory requested 127.9% running pods 5.33 + waiting pods 3.51, of 6.91 TiB "))
    #expect(memory.contains("Pods request 127.9% of the memory."))
  }

  @Test(
    "The failed page says what failed, since when, and what to do, and whether the reaper runs",
    arguments: [
      "Page written Thu 26 Nov 2026, 03:12:07 UTC. If it is after 03:14 UTC, writing has stopped too.",
      "Sampling fails since 02:32 UTC No sample for 40 min",
      "The last 40 attempts failed. The cluster data below is as of 02:32:07 UTC.",
      "Exit 77 noperm, last at 03:12:07 UTC: 403 from the server: nodes is forbidden",
      "Grant the permissions again with kubectl apply -k kubernetes/sample-capacity. For details, run sample-capacity "
        + "--log-level debug.",
      "At 02:32 UTC a new build pod started in about 3 min, 9 in 10 within about 7 min. Builds had been waiting since "
        + "01:42 UTC: no node had 1 CPU free. The data is too old for an estimate.",
      "CPU requested, 02:32 101.3% running pods 1,803 + waiting pods 95, of 1,875 CPU",
      "Waiting, 02:32 79 pods oldest 2 h 22 min: it fits no node",
      "Last reap 14 pods deleted 03:10:00 UTC, exit 0 ok",
      "At 02:32 UTC pods requested 101.3% of the CPU.", "no data since 02:32",
    ])
  func failed(sentence: String) throws { #expect(try text { $0 = .failed() }.contains(sentence)) }

  @Test("Names that are two intervals old are left out")
  func oldNames() throws {
    let old = try text { $0 = .failed() }
    #expect(!old.contains("gke-builds") && !old.contains("buildlet-linux") && !old.contains("Not enough CPU"))
    let recent = try text { input in
      input.failure = .init(
        time: PageFixture.time, exitCode: 69, exitName: "unavailable", message: "timed out")
      input.sample?.time -= 60
    }
    #expect(recent.contains("buildlet-linux") && recent.contains("The last attempt failed."))
    #expect(recent.contains("kubectl get --raw /readyz"))
  }

  @Test("A sample of another day has its date everywhere")
  func date() throws {
    let text = try text { input in
      input = .failed()
      input.sample?.time = PageFixture.time - 20_000
    }
    #expect(text.contains("No sample for 5 h 33 min") && text.contains("as of Wed 25 Nov, 21:38:47 UTC."))
    #expect(text.contains("CPU requested, Wed 25 Nov, 21:38"))
    #expect(text.contains("no data since Wed 25 Nov, 21:38"))
  }

  @Test("The first page says what is missing and how to get it")
  func firstRun() throws {
    let text = try text { $0 = .firstRun() }
    for sentence in [
      "21 build pods fit now on 3 nodes. Each requests 2 CPU and 1.9 GiB. The time is the setting --time-to-schedule, "
        + "not yet a measurement.", "No history yet: this is the first sample.",
      "Measuring the wait takes 29 started build pods; 0 so far. Until then the estimate is fit: what fits on the "
        + "nodes now.", "Charts begin with the second sample, due 03:13 UTC.", "No pod is waiting.",
      "Nothing recorded yet. Give reap-pods the same --ledger /var/lib/podkeeper, and what it deletes is counted here.",
      "None is running. A build pod is one whose name begins with buildlet-;",
      "Last reap – none in this ledger yet",
    ] { #expect(text.contains(sentence), "\(sentence)") }
  }

  @Test("Without a ledger the page does not pretend to be the first")
  func noLedger() throws {
    let text = try text { input in
      input = .firstRun()
      input.history = .none
      input.ledgerFolder = nil
    }
    #expect(text.contains("No history is kept. Give sample-capacity --ledger DIR"))
    #expect(text.contains("Charts need a history") && !text.contains("first sample"))
    #expect(text.contains("Last reap – not known without --ledger"))
  }

  @Test("A page of a file is not reloaded and does not say that sampling has stopped")
  func snapshot() throws {
    let input = StatusPageInput.busy { $0.isOfSnapshot = true }
    let page = try PageScanner(StatusPage(input, now: PageFixture.time).html)
    #expect(!page.elements.contains { $0.attributes["http-equiv"] == "refresh" })
    #expect(page.readable.contains("03:12:07 UTC, from a file.") && !page.readable.contains("has stopped"))
  }

  @Test("An hour ago is left out if the wait was nearly the same")
  func hourAgo() throws {
    #expect(try !text { $0.sample?.estimate.hourAgo = 200 }.contains("hour ago"))
    #expect(try !text { $0.sample?.estimate.hourAgo = nil }.contains("hour ago"))
    // Both are about 2 min.
    let rounded = try text {
      $0.sample?.estimate.seconds = 116
      $0.sample?.estimate.hourAgo = 145
    }
    #expect(!rounded.contains("hour ago"))
    #expect(
      try text { $0.sample?.estimate.hourAgo = 600 }.contains(
        "The wait is getting shorter: an hour ago it was about 10 min."))
  }

  @Test("The queue in the headline is all pods, with those that compete as a part of it")
  func competing() throws {
    let all = try text { $0.sample?.estimate.shortage?.waitingPods = 114 }
    #expect(all.contains("114 pods are already waiting for CPU.") && !all.contains("of them"))
    let one = try text {
      $0.sample?.waitingPods = 1
      $0.sample?.estimate.shortage?.waitingPods = 1
    }
    #expect(one.contains("1 pod is already waiting for CPU."))
  }

  @Test("How much is free does not look like enough after rounding")
  func roundedShortage() throws {
    let nearly = try text { $0.sample?.estimate.shortage?.largestGap = 0.999 }
    #expect(nearly.contains("requests 1 CPU, but no node that accepts pods has that much free."))
    let none = try text { $0.sample?.estimate.shortage?.largestGap = 0 }
    #expect(none.contains("no node that accepts pods has any free."))
  }

  @Test("A reaper that failed or has not run for an hour shows it")
  func reaper() throws {
    let failed = try text {
      $0.lastReap = .init(time: $0.lastReap?.time ?? 0, exitCode: 77, exitName: "noperm")
    }
    #expect(failed.contains("Last reap 0 pods deleted 03:10:00 UTC, exit 77 noperm"))
    #expect(!failed.contains("deletes it"))
    let old = try text { $0.lastReap?.time -= 20_000 }
    #expect(old.contains("Wed 25 Nov, 21:36:40 UTC, 5 h 35 min ago, exit 0 ok, overdue"))
  }

  @Test("The queue has first what fits nowhere, last what needs nobody")
  func queue() throws {
    let rows = QueueSection.sorted(StatusPageInput.busy().sample?.queue ?? [])
    #expect(rows.map(\.pods) == [1, 101, 2, 7, 3])
  }
}
