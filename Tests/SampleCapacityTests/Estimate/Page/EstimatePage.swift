import Foundation

/// The tables of docs/estimate.md, made from the simulation. `make estimate` writes them; a test checks that the page
/// has them.
enum EstimatePage {
  static let path = "docs/estimate.md"
  static let plotPath = "docs/images/estimate.svg"

  /// The page with its tables replaced. A table is between `<!-- BEGIN name -->` and `<!-- END name -->`.
  static func filled(_ page: String) -> String {
    tables.reduce(page) { page, table in
      let (begin, end) = ("<!-- BEGIN \(table.name) -->\n", "<!-- END \(table.name) -->")
      guard let first = page.range(of: begin), let last = page.range(of: end) else { return page }
      return page[..<first.upperBound] + table.lines.map { $0 + "\n" }.joined() + page[last.lowerBound...]
    }
  }

  static var tables: [(name: String, lines: [String])] {
    [
      ("methods", methods), ("phases", phases(.mix)), ("harsh", phases(.harsh)), ("limits", limits),
    ]
  }

  private static let shown: [(SimulatedResults.Method, String)] = [
    (.history, "`history`"), (.fit, "`fit`"), (.golangBuild, "`golang-build`"), (.head, "head of the queue"),
  ]

  /// All methods in both scenarios, with all seeds.
  private static var methods: [String] {
    var lines = [
      "| | mix: P50 | P90 | loss | compared with `fit` | harsh: P50 | P90 | loss | compared with `fit` |",
      "|---|---|---|---|---|---|---|---|---|",
    ]
    for (method, name) in shown {
      let cells = [SimulatedResults.mix, .harsh].flatMap { results in
        let (own, fit) = (results.total(method), results.total(.fit))
        return [
          percent(own.p50), percent(own.p90), "\(number(own.meanLoss, 1)) s",
          number(own.meanLoss / fit.meanLoss, 2),
        ]
      }
      lines.append("| \(name) | \(cells.joined(separator: " | ")) |")
    }
    return lines
  }

  /// P50 and P90 of `history` by phase and seed, and of the others with all seeds.
  private static func phases(_ results: SimulatedResults) -> [String] {
    let seeds = SimulatedResults.seeds.map { "seed \($0)" }.joined(separator: " | ")
    var lines = [
      "| phase | pods | \(seeds) | `fit` | `golang-build` | head of the queue |",
      "|---|---|" + String(repeating: "---|", count: SimulatedResults.seeds.count + 3),
    ]
    for (number, phase) in results.scenario.phases.enumerated() {
      let all = results.total(.history, phase: number)
      var cells = ["\(all.pods)"]
      cells += results.scores(.history).map { "\(number1($0[number].p50)) / \(number1($0[number].p90))" }
      cells += shown.dropFirst().map { number1(results.total($0.0, phase: number).p90) }
      lines.append("| \(phase.name) | \(cells.joined(separator: " | ")) |")
    }
    return lines
  }

  /// What cannot be promised.
  private static var limits: [String] {
    var lines = ["| pods | `history`: P50 | P90 | loss | loss of `fit` |", "|---|---|---|---|---|"]
    func add(_ name: String, _ results: SimulatedResults, _ isWanted: (Simulation.Record) -> Bool) {
      let (own, fit) = (results.score(.history, where: isWanted), results.score(.fit, where: isWanted))
      lines.append(
        "| \(name) | \(percent(own.p50)) | \(percent(own.p90)) | \(number(own.meanLoss, 0)) s "
          + "| \(number(fit.meanLoss, 0)) s |")
    }
    add("of a burst of 50 pods: those of its first 30 s", .harsh) { ($0.intoBurst ?? .max) < 30_000 }
    add("of such a burst: those after its first 30 s", .harsh) { ($0.intoBurst ?? 0) >= 30_000 }
    for (name, title) in [
      ("overload", "an overload"), ("node loss", "a loss of 2 of 6 nodes"),
      ("image ×2", "a doubling of all images"),
    ] {
      let begin = SimulatedResults.mix.scenario.begin(of: name)
      add("of the first 10 min after \(title)", .mix) { (begin..<begin + 600).contains($0.created) }
    }
    let outage = SimulatedResults.outage.scenario.begin(of: "registry away")
    add("of the hour of a registry outage of 40 min", .outage) {
      (outage..<outage + 3600).contains($0.created)
    }
    add("of the hour after it", .outage) { (outage + 3600..<outage + 7200).contains($0.created) }
    return lines + ["", hours]
  }

  /// The spread of single hours.
  private static var hours: String {
    let shares = SimulatedResults.mix.hours(.history).filter { $0.pods >= 50 }.map(\.p90).sorted()
    let (low, high) = (shares[shares.count / 20], shares[shares.count - 1 - shares.count / 20])
    let inside = shares.count { (87...93).contains($0) }
    return "Of the \(shares.count) single hours with at least 50 pods in the mix, nine in ten lie within "
      + "\(number1(low))–\(number1(high))%, \(100 * inside / shares.count)% within 87–93%, and the worst is at "
      + "\(number1(shares[0]))%."
  }

  private static func number(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }

  private static func number1(_ value: Double) -> String { number(value, 1) }

  private static func percent(_ value: Double) -> String { number1(value) + "%" }
}

extension Scenario {
  /// When a phase begins, in seconds since the start.
  func begin(of name: String) -> Int {
    phases.prefix { $0.name != name }.reduce(0) { $0 + $1.hours * 3600 }
  }
}
