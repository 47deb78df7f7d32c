import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("sample-capacity: the estimate from history", .serialized, .cluster, .timeLimit(.minutes(15)))
struct EstimateHistoryTests {
  /// Snapshots of a cluster, a minute apart, with a ledger.
  private struct Minutes {
    let folder: TemporaryFolder
    /// 2026-11-23T12:00:00Z
    let begin = 1_795_435_200
    let podsPerMinute: Int

    var ledger: String { folder.path + "/ledger" }

    init(podsPerMinute: Int) throws {
      folder = try TemporaryFolder()
      self.podsPerMinute = podsPerMinute
    }

    func sample(
      _ minute: Int, _ arguments: [String], ledger: String? = nil
    ) async throws -> CommandRun {
      let now = begin + 60 * minute
      // Each pod runs for less than two minutes, and starts after 10 seconds; every seventh takes 30.
      let pods = (max(1, minute - 1)..<max(1, minute + 1)).flatMap { minute in
        (0..<podsPerMinute).map { pod(minute, $0) }
      }
      let node = Sampling.node("node-1", #""cpu":"400","memory":"800Gi","pods":"500""#)
      return try await Sampling.snapshot(
        [node] + pods,
        [
          "--now", text(now), "--cluster-name", "prod", "--ledger", ledger ?? self.ledger,
          "--build-class-label", "class",
        ] + arguments)
    }

    private func pod(_ minute: Int, _ number: Int) -> String {
      let created = begin + 60 * (minute - 1) + 1 + number % 20
      let wait = number % 7 == 0 ? 30 : 10
      return """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"buildlet-\(minute)-\(number)","namespace":"builds",
        "uid":"u-\(minute)-\(number)","labels":{"class":"linux"},"creationTimestamp":"\(text(created))"},
        "spec":{"nodeName":"node-1","containers":[{"name":"c","resources":{"requests":{"cpu":"1"}}}]},
        "status":{"phase":"Running","conditions":[{"type":"PodScheduled","status":"True",
        "lastTransitionTime":"\(text(created + 1))"}],
        "containerStatuses":[{"name":"c","restartCount":0,"state":{"running":{
        "startedAt":"\(text(created + wait))"}}}]}}
        """
    }

    private func text(_ seconds: Int) -> String {
      Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    }
  }

  private static let history = ["--estimate", "history", "--build-class", "linux"]

  @Test("It says how many waits are missing, then forecasts, then proves its forecasts")
  func proof() async throws {
    let minutes = try Minutes(podsPerMinute: 25)
    let metrics = minutes.folder.path + "/capacity.prom"
    func report(_ minute: Int) async throws -> Report {
      let run = try await minutes.sample(
        minute, Self.history + ["-o", "json", "--to", "prometheus:\(metrics)"])
      #expect(run.code == 0, "\(run.errorText)")
      return try Report(run)
    }
    let first = try await report(0)
    #expect(first["estimate.method"] as? String == "fit" && first.isNull("estimate.p90Seconds"))
    #expect(
      first["estimate.remark"] as? String
        == "Measuring the wait takes 29 started build pods; 0 so far")
    let second = try await report(1)
    #expect(
      second["estimate.remark"] as? String
        == "Measuring the wait takes 29 started build pods; 25 so far")
    #expect(second["estimate.seconds"] as? Int == 90)
    var last = second
    for minute in 2...7 { last = try await report(minute) }
    #expect(last["estimate.method"] as? String == "history" && last.isNull("estimate.remark"))
    let (p50, p90) = (
      try #require(last["estimate.seconds"] as? Double), try #require(last["estimate.p90Seconds"] as? Double)
    )
    #expect(p50 >= 5 && p50 <= p90 && p90 < 90)
    #expect(last["estimate.classes.linux.state"] as? String == "fits")
    #expect(last["estimate.classes.linux.p90Seconds"] as? Double == p90)
    #expect(
      last["estimate.classes.linux.fit"] as? Int == 90 || last["estimate.classes.linux.fit"] as? Double == 90)
    let scored = try #require(last["estimate.score.last24h.scored"] as? Int)
    #expect(scored >= 100 && scored <= 7 * 25)
    #expect(last["estimate.score.all.scored"] as? Int == scored)
    for level in ["p50", "p90"] {
      let inside = try #require(last["estimate.score.last24h.\(level).inside"] as? Int)
      let low = try #require(last["estimate.score.last24h.\(level).low"] as? Double)
      let high = try #require(last["estimate.score.last24h.\(level).high"] as? Double)
      #expect((low...high).contains(Double(inside) / Double(scored)))
    }
    #expect(!last.isNull("estimate.score.last24h.meanLoss.fit"))
    let text = try String(contentsOfFile: metrics, encoding: .utf8)
    for line in [
      #"podkeeper_capacity_estimate_scored_total{class="linux",cluster="prod"} \#(scored)"#,
      #"podkeeper_capacity_estimate_covered_ratio{class="linux",cluster="prod",level="p90"} "#,
      #"podkeeper_capacity_time_to_start_p90_seconds{cluster="prod"} "#,
      #"podkeeper_capacity_time_to_start_seconds{cluster="prod",method="history"} "#,
    ] { #expect(text.contains(line), "\(line)") }

    let page = minutes.folder.path + "/index.html"
    let run = try await minutes.sample(8, Self.history + ["--to", "html:\(page)"])
    #expect(run.text.contains(#/a new build pod starts in about \d+ s, because /#))
    #expect(
      run.text.contains(/9 in 10 start within about \d+ s\. \d+\.\d% of the \d+ build pods of the last 24/))
    // The page says the same.
    let html = try String(contentsOfFile: page, encoding: .utf8)
    let share = try #require(run.text.firstMatch(of: /(\d+\.\d%) of the (\d+) build pods of the last 24/))
    #expect(
      html.contains("<b>\(share.1)</b> of the \(share.2) build pods of the last 24 hours started within"))
    #expect(html.contains("<b>9 in 10 start within about\u{a0}") && html.contains("head of the queue"))
  }

  @Test(
    "Forecasts are stored, learned and scored whatever the report shows, and rebuilt if their state is lost")
  func rebuilt() async throws {
    let minutes = try Minutes(podsPerMinute: 10)
    for minute in 0...4 {
      #expect(try await minutes.sample(minute, ["--build-class", "linux"]).code == 0)
    }
    let other = minutes.folder.path + "/other"
    try FileManager.default.copyItem(atPath: minutes.ledger, toPath: other)
    try FileManager.default.removeItem(atPath: other + "/estimate.json")
    let kept = try await minutes.sample(5, Self.history + ["-o", "json"])
    let lost = try await minutes.sample(5, Self.history + ["-o", "json"], ledger: other)
    #expect(kept.code == 0 && !kept.errorText.contains("rebuilt"))
    #expect(lost.code == 0 && lost.errorText.contains("is rebuilt from the ledger"))
    #expect(try Report(lost)["estimate.method"] as? String == "history")
    #expect(
      try Data(contentsOf: URL(filePath: other + "/estimate.json"))
        == Data(contentsOf: URL(filePath: minutes.ledger + "/estimate.json")))
  }

  @Test(
    "Without a ledger it is a usage error",
    arguments: [
      ["--estimate", "history"], ["--build-class", "linux"], ["--poll", "5s"], ["--until-fits", "0s"],
    ])
  func usage(arguments: [String]) async throws {
    #expect(try await Sampling.snapshot([], arguments).code == 64)
  }

  // MARK: - --until-fits

  @Test("It waits until a build pod fits, and reports the last sample")
  func waits() async throws {
    let cluster = try await Cluster(pods: [])
    let fits = try await cluster.sample("--until-fits", "1m", "--poll", "1s", "-o", "json")
    #expect(fits.code == 0 || fits.code == 75, "\(fits.errorText)")
    #expect(try Report(fits).number("estimate.buildPodsThatFit") != nil)
    let never = try await cluster.sample(
      "--until-fits", "1s", "--poll", "1s", "--build-pod", "cpu=1000000", "-o", "json")
    #expect(never.code == 75)
    #expect(try Report(never).isNull("estimate.seconds"))
    #expect(never.errorText.contains("no build pod fits after 1s: never: "))
  }
}
