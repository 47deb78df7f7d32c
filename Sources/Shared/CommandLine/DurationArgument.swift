import ArgumentParser

/// A duration: `90s`, `10m`, `1h30m`, `2d`. Refuses a bare number, except 0.
public struct DurationArgument: Equatable, Sendable, CustomStringConvertible {
  public let seconds: Int64
  private let text: String

  private static let units: [Character: Int64] = ["d": 86_400, "h": 3_600, "m": 60, "s": 1]

  /// nil unless each number has a unit, the units decrease, and the sum is below 10,000 days.
  public init?(argument: String) {
    guard argument != "0" else {
      (seconds, text) = (0, argument)
      return
    }
    var total: Int64 = 0
    var digits = ""
    var smallestUnit = Int64.max
    for character in argument {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      guard let unit = Self.units[character], unit < smallestUnit, digits.count <= 9,
        let count = Int64(digits)
      else { return nil }
      total += count * unit
      smallestUnit = unit
      digits = ""
    }
    guard digits.isEmpty, smallestUnit != .max, total <= 10_000 * 86_400 else { return nil }
    seconds = total
    text = argument
  }

  /// For defaults.
  public init(seconds: Int64) {
    self.seconds = seconds
    text = Self.text(seconds)
  }

  public var duration: Duration { .seconds(seconds) }

  public var description: String { text }

  /// `5400` as `1h30m`.
  public static func text(_ seconds: Int64) -> String {
    guard seconds != 0 else { return "0s" }
    // Not `abs`, which traps for the smallest number.
    var rest = seconds.magnitude
    var text = seconds < 0 ? "-" : ""
    for (name, unit) in units.sorted(by: { $0.value > $1.value }) where rest >= unit.magnitude {
      text += "\(rest / unit.magnitude)\(name)"
      rest %= unit.magnitude
    }
    return text
  }
}

/// For options that take a duration.
public func duration(_ value: String) throws -> DurationArgument {
  guard let duration = DurationArgument(argument: try nonBlank(value)) else {
    throw ValidationError("expected a duration like 90s, 10m, 1h30m or 2d")
  }
  return duration
}
