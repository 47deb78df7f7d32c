/// Paths in whole numbers, relative where that is shorter.
enum PathData {
  /// Areas from the base to the values, one for each run without a gap. Each value is in the middle of its bucket,
  /// which is two units wide.
  static func areas(_ values: [Int?]) -> String {
    var path = ""
    for run in Downsampling.runs(values) {
      path += "M\(run.lowerBound * 2) \(ChartFrame.units)"
      path += top(values, run)
      path += "V\(ChartFrame.units)z"
    }
    return path
  }

  private static func top(_ values: [Int?], _ run: Range<Int>) -> String {
    var path = ""
    var last: Int?
    var flat = 0
    func flush() {
      if flat > 0 { path += "h\(flat)" }
      flat = 0
    }
    for index in run {
      guard let value = values[index] else { continue }
      if let before = last {
        if before == value {
          flat += 2
        } else {
          flush()
          path += "l2" + signed(value - before)
        }
      } else {
        path += "V\(value)"
        flat = 1
      }
      last = value
    }
    flat += 1
    flush()
    return path
  }

  private static func signed(_ number: Int) -> String { number < 0 ? "\(number)" : " \(number)" }

  /// Lines in steps, one for each run without a gap.
  ///
  /// - Parameter width: of a step.
  static func steps(_ values: [Int?], width: Int) -> String {
    var path = ""
    for run in Downsampling.runs(values) {
      var last: Int?
      for index in run {
        guard let value = values[index], value != last else { continue }
        path += last == nil ? "M\(index * width) \(value)" : "H\(index * width)V\(value)"
        last = value
      }
      path += "H\(run.upperBound * width)"
    }
    return path
  }

  /// The bottom line, which is blank where there is no data.
  static func base<Value>(_ values: [Value?], width: Int) -> String {
    Downsampling.runs(values)
      .map { "M\($0.lowerBound * width) \(ChartFrame.units)H\($0.upperBound * width)" }.joined()
  }

  /// Columns from the base without space between them: shorter than single ones.
  static func closeColumns(_ values: [Int], width: Int) -> String {
    guard !values.isEmpty else { return "" }
    return "M0 \(ChartFrame.units)" + values.map { "V\($0)h\(width)" }.joined() + "V\(ChartFrame.units)z"
  }

  /// Columns from the base.
  static func columns(_ columns: [(x: Int, y: Int)], width: Int) -> String {
    columns.map { "M\($0.x) \(ChartFrame.units)V\($0.y)h\(width)V\(ChartFrame.units)z" }.joined()
  }
}
