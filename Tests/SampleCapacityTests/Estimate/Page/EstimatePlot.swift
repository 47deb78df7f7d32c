import Foundation

/// Draws promised and real waits over the mix, hour by hour, with a logarithmic axis.
struct EstimatePlot {
  private static let (width, height, left, top) = (900.0, 330.0, 62.0, 46.0)
  /// The axis, in seconds.
  private static let (low, high) = (3.0, 7200.0)
  private static let ticks: [(seconds: Double, text: String)] = [
    (5, "5 s"), (10, "10 s"), (30, "30 s"), (60, "1 min"), (300, "5 min"), (1200, "20 min"), (3600, "1 h"),
  ]
  /// Colors that people with color blindness can tell apart (Okabe and Ito).
  private static let (p50Color, p90Color) = ("#0072b2", "#d55e00")

  let simulation: Simulation

  private struct Hour {
    var promised50: [Double] = []
    var promised90: [Double] = []
    var real: [Double] = []
  }

  private var hours: [Hour] {
    var hours = Array(repeating: Hour(), count: simulation.scenario.hours)
    for record in simulation.records {
      guard let wait = record.wait, let forecast = record.forecasts[0] else { continue }
      let hour = min(hours.count - 1, record.created / 3600)
      hours[hour].promised50.append(forecast.p50)
      hours[hour].promised90.append(forecast.p90)
      hours[hour].real.append(Double(wait))
    }
    return hours
  }

  var svg: String {
    let hours = hours
    var lines = [
      #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(Int(Self.width)) \#(Int(Self.height))" "#
        + #"font-family="sans-serif" font-size="11">"#,
      "<title>Promised and real waits of build pods in the simulated mix</title>",
      #"<rect width="100%" height="100%" fill="white"/>"#,
    ]
    lines += legend + axes + phases
    lines.append(line(hours.map { median($0.promised50) }, Self.p50Color))
    lines.append(line(hours.map { median($0.promised90) }, Self.p90Color))
    lines += dots(hours.map { quantile($0.real, 0.5) }, Self.p50Color)
    lines += dots(hours.map { quantile($0.real, 0.9) }, Self.p90Color)
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }

  private var legend: [String] {
    var x = Self.left
    return [
      ("promised P50", Self.p50Color, true), ("real P50 of the hour", Self.p50Color, false),
      ("promised P90", Self.p90Color, true), ("real P90 of the hour", Self.p90Color, false),
    ].flatMap { title, color, isLine in
      defer { x += 40 + 6.5 * Double(title.count) }
      let mark =
        isLine
        ? #"<path d="M\#(f(x)) 12h16" stroke="\#(color)" stroke-width="2"/>"#
        : #"<circle cx="\#(f(x + 8))" cy="12" r="3" fill="\#(color)"/>"#
      return [mark, #"<text x="\#(f(x + 22))" y="16">\#(title)</text>"#]
    }
  }

  private var axes: [String] {
    Self.ticks.flatMap { seconds, text in
      [
        #"<path d="M\#(f(Self.left)) \#(f(y(seconds)))H\#(f(Self.width - 8))" stroke="gainsboro"/>"#,
        #"<text x="\#(f(Self.left - 6))" y="\#(f(y(seconds) + 4))" text-anchor="end">\#(text)</text>"#,
      ]
    }
  }

  private var phases: [String] {
    var begin = 0
    return simulation.scenario.phases.enumerated().flatMap { number, phase in
      defer { begin += phase.hours }
      let left = x(Double(begin))
      return [
        #"<path d="M\#(f(left)) \#(f(Self.top - 6))V\#(f(Self.height - 22))" stroke="silver"/>"#,
        #"<text x="\#(f(left + 3))" y="\#(f(Self.top - (number % 2 == 0 ? 8 : -2)))">\#(phase.name)</text>"#,
        #"<text x="\#(f(left))" y="\#(f(Self.height - 8))" text-anchor="middle">\#(begin) h</text>"#,
      ]
    }
  }

  private func line(_ values: [Double?], _ color: String) -> String {
    let points = values.enumerated().compactMap { hour, value in
      value.map { "\(f(x(Double(hour) + 0.5))) \(f(y($0)))" }
    }
    return
      #"<polyline points="\#(points.joined(separator: " "))" fill="none" stroke="\#(color)" stroke-width="1.5"/>"#
  }

  private func dots(_ values: [Double?], _ color: String) -> [String] {
    values.enumerated().compactMap { hour, value in
      value.map { #"<circle cx="\#(f(x(Double(hour) + 0.5)))" cy="\#(f(y($0)))" r="2.5" fill="\#(color)"/>"# }
    }
  }

  private func x(_ hour: Double) -> Double {
    Self.left + hour / Double(simulation.scenario.hours) * (Self.width - Self.left - 8)
  }

  private func y(_ seconds: Double) -> Double {
    let share = log(min(max(seconds, Self.low), Self.high) / Self.low) / log(Self.high / Self.low)
    return Self.height - 24 - share * (Self.height - 24 - Self.top)
  }

  private func f(_ value: Double) -> String { String(format: "%.1f", value) }

  private func median(_ values: [Double]) -> Double? { quantile(values, 0.5) }

  private func quantile(_ values: [Double], _ level: Double) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, Int(level * Double(sorted.count)))]
  }
}
