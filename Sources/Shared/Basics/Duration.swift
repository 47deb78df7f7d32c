extension Duration {
  /// Whole milliseconds, rounded down.
  var wholeMilliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }

  /// In seconds, for people: `0.22 s`, `3 s`.
  var inSeconds: String {
    let milliseconds = wholeMilliseconds
    guard milliseconds < 1000 else { return "\((milliseconds + 500) / 1000) s" }
    let hundredths = (milliseconds + 5) / 10
    if hundredths >= 100 { return "1 s" }
    return hundredths % 10 == 0 ? "0.\(hundredths / 10) s" : "0.\(hundredths < 10 ? "0" : "")\(hundredths) s"
  }
}
