import Testing

@testable import sample_capacity

@Suite("Charts show every peak and every gap", .timeLimit(.minutes(15)))
struct ChartTests {
  private typealias Span = StatusPageInput.Span
  private let end: Int64 = 1_000_000_800

  private func sample(_ time: Int64, _ running: Double, waiting: Double = 0) -> Span {
    Span(from: time, to: time, low: running, high: running, total: running + waiting, allocatable: 100)
  }

  private func chart(_ spans: [Span]) -> String {
    let axis = TimeAxis.hours(until: end)
    let buckets = Downsampling(start: axis.start + 1, step: 300, count: 288, longestStep: 150).buckets(spans)
    return CapacityChart(
      id: "c", resource: .cpu, unit: .core, top: 100, axis: axis, buckets: buckets, period: "24 hours",
      parted: true,
      endsEarly: nil
    ).svg.text
  }

  /// The points of the path of a class, one list for each part.
  private func points(_ svg: String, _ name: String) throws -> [[(x: Int, y: Int)]] {
    let start = try #require(svg.firstRange(of: "<path class=\"\(name)\" d=\""))
    let data = svg[start.upperBound...].prefix { $0 != "\"" }
    var parts: [[(x: Int, y: Int)]] = []
    var (x, y) = (0, 0)
    for (command, numbers) in commands(data) {
      switch command {
      case "M":
        (x, y) = (numbers[0], numbers[1])
        parts.append([])
      case "V": y = numbers[0]
      case "H": x = numbers[0]
      case "h": x += numbers[0]
      case "l": (x, y) = (x + numbers[0], y + numbers[1])
      default: continue
      }
      parts[parts.count - 1].append((x, y))
    }
    return parts
  }

  private func commands(_ data: Substring) -> [(Character, [Int])] {
    var commands: [(Character, [Int])] = []
    var number = ""
    func flush() {
      if let value = Int(number) { commands[commands.count - 1].1.append(value) }
      number = ""
    }
    for character in data {
      if character.isLetter {
        flush()
        commands.append((character, []))
      } else if character == " " {
        flush()
      } else {
        if character == "-" { flush() }
        number.append(character)
      }
    }
    flush()
    return commands
  }

  @Test("A peak of one sample and a gap of two hours are in the drawing")
  func peakAndGap() throws {
    let start = end - 86_400
    let gap = start + 36_000..<start + 43_200
    let peak = start + 60_060
    let spans = stride(from: start + 60, through: end, by: 60).filter { !gap.contains($0) }
      .map { sample($0, $0 == peak ? 90 : 20) }
    let svg = chart(spans)
    let parts = try points(svg, "r2 s")
    #expect(parts.count == 2)
    // 36,000 s are 120 buckets of two units, and 43,200 s are 144.
    #expect(parts.first?.map(\.x).max() == 240)
    #expect(parts.last?.map(\.x).min() == 287 || parts.last?.map(\.x).min() == 286)
    let highest = parts.flatMap(\.self).min { $0.y < $1.y }
    #expect(highest?.y == 25)
    #expect(highest?.x == 401)
    // The lowest of the same five minutes is not the peak.
    #expect(try points(svg, "r").flatMap(\.self).map(\.y).min() == 200)
    #expect(svg.contains(">no data</text>") == (7200.0 / 86_400 * 408 >= 48))
  }

  @Test("Waiting pods are on top of the highest of the running ones")
  func waiting() throws {
    let svg = chart(
      stride(from: end - 6000, through: end, by: 60).map {
        sample($0, 40, waiting: $0 == end - 3000 ? 35 : 0)
      })
    #expect(try points(svg, "w").flatMap(\.self).map(\.y).min() == 62)
    #expect(try points(svg, "r2 s").flatMap(\.self).map(\.y).min() == 150)
  }

  @Test("A wide gap says that there is no data")
  func wideGap() {
    let spans = [sample(end - 80_000, 1), sample(end - 60, 1), sample(end, 1)]
    #expect(chart(spans).contains(">no data</text>"))
  }

  @Test("Samples that are rarer than buckets leave no gaps between them")
  func rareSamples() {
    let spans = stride(from: end - 86_000, through: end, by: 1800).map { sample($0, 5) }
    let sampling = Downsampling(start: end - 86_400, step: 300, count: 288, longestStep: 4500)
    #expect(Downsampling.runs(sampling.buckets(spans)).count == 1)
    #expect(
      Downsampling.runs(
        Downsampling(start: end - 86_400, step: 300, count: 288, longestStep: 150).buckets(spans)
      ).count == 48)
  }

  @Test("Without data there is an empty chart and no shape")
  func nothing() { #expect(!chart([]).contains("<path")) }

  @Test(
    "Ticks are round numbers from zero, at most four",
    arguments: [
      (12.4, ["0", "4", "8", "12"]), (2060, ["0", "1,000", "2,000"]), (7.1, ["0", "2", "4", "6"]),
      (1.09, ["0", "0.5", "1.0"]), (39, ["0", "10", "20", "30"]), (0.0, ["0"]),
      (100, ["0", "50", "100"]),
    ] as [(Double, [String])])
  func ticks(top: Double, labels: [String]) { #expect(AxisTicks(top: top).labels == labels) }

  @Test("Ticks of pieces are whole", arguments: [0.5, 1, 2, 3, 10])
  func wholeTicks(top: Double) {
    #expect(AxisTicks(top: top, smallestStep: 1).values.allSatisfy { $0 == $0.rounded() })
  }

  @Test("The day's axis has a label every three hours, the date at midnight, and the end")
  func hours() {
    let axis = TimeAxis.hours(until: PageFixture.time)
    #expect(
      axis.labels.map { $0.text.replacing("\u{a0}", with: " ") } == [
        "06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "Thu 26", "03:12",
      ])
    #expect(axis.labels.filter { !$0.isMinor }.map(\.text) == ["06:00", "12:00", "18:00", "03:12"])
  }

  @Test("The month's axis has a label on Mondays and at the end")
  func days() {
    let end = (PageFixture.time / 10_800 + 1) * 10_800
    let labels = TimeAxis.days(from: end - 30 * 86_400, to: end).labels.map(\.text)
    #expect(labels == ["2\u{a0}Nov", "9\u{a0}Nov", "16\u{a0}Nov", "26\u{a0}Nov"])
  }

  @Test("A column of a group of nodes is as high as its highest")
  func manyNodes() {
    let free = (0..<5000).map { 16 - Double($0) / 320 }
    let chart = NodeChart(free: free, cordoned: 10, asked: 2, nodeSize: 16)
    #expect(chart.svg.text.count < 8000)
    #expect(chart.svg.text.contains("Highest: 16.00\u{a0}CPU"))
  }

  @Test("A day with one pod is seen beside a day with a thousand")
  func sparkline() {
    #expect(Sparkline(values: [1, 1000, 0]).svg.text.contains("M0 250V243h3V250zM4 250V0h3V250z\""))
  }
}
