/// An amount of a resource, exact to a billionth. Kubernetes writes it as `250m`, `2`, `1.5Gi`.
///
/// Addition traps beyond 128 bits. `ResourceListReader` accepts only what fits into 64 bits of millicores or bytes,
/// so more than ten billion of them can be added.
public struct Quantity: Equatable, Hashable, Comparable, Sendable {
  /// In billionths of a core, a byte, or a pod.
  public var nanos: Int128

  public init(nanos: Int128) { self.nanos = nanos }

  public init(milli: Int64) { nanos = Int128(milli) * Self.nanosInMilli }

  public init(_ value: Int64) { nanos = Int128(value) * Self.nanosInOne }

  public static let zero = Quantity(nanos: 0)

  static let nanosInMilli: Int128 = 1_000_000
  static let nanosInOne: Int128 = 1_000_000_000

  public static func < (one: Quantity, other: Quantity) -> Bool { one.nanos < other.nanos }
  public static func + (one: Quantity, other: Quantity) -> Quantity {
    Quantity(nanos: one.nanos + other.nanos)
  }
  public static func - (one: Quantity, other: Quantity) -> Quantity {
    Quantity(nanos: one.nanos - other.nanos)
  }
  public static func += (one: inout Quantity, other: Quantity) { one.nanos += other.nanos }

  /// In thousandths, rounded away from zero; nil if that takes more than 64 bits.
  public var milli: Int64? { Int64(exactly: Self.divide(nanos, by: Self.nanosInMilli)) }

  /// In whole ones, rounded away from zero; nil if that takes more than 64 bits.
  public var value: Int64? { Int64(exactly: Self.divide(nanos, by: Self.nanosInOne)) }

  /// Whether it fits into 64 bits of a unit, which is given in billionths.
  func fits(in unit: Int128) -> Bool { nanos.magnitude <= (Int128(Int64.max) * unit).magnitude }

  /// Rounded away from zero to a thousandth.
  public var roundedToMilli: Quantity { rounded(to: Self.nanosInMilli) }

  /// Rounded away from zero to a whole one.
  public var roundedToOne: Quantity { rounded(to: Self.nanosInOne) }

  private func rounded(to unit: Int128) -> Quantity { Quantity(nanos: Self.divide(nanos, by: unit) * unit) }

  private static func divide(_ nanos: Int128, by unit: Int128) -> Int128 {
    let (quotient, remainder) = nanos.quotientAndRemainder(dividingBy: unit)
    return remainder == 0 ? quotient : quotient + nanos.signum()
  }
}

extension Quantity {
  /// As Kubernetes prints it: with the largest suffix that needs no fraction and loses no digit.
  ///
  /// - Parameter format: binary falls back to decimal where it would need a fraction, and below 1,024.
  public func canonical(_ format: ParsedQuantity.Format = .decimalSI) -> String {
    guard nanos != 0 else { return "0" }
    let kibi = 1024 * Self.nanosInOne
    if format == .binarySI, nanos.magnitude >= kibi.magnitude, nanos % Self.nanosInOne == 0 { return binary }
    return decimal(exponential: format == .decimalExponent)
  }

  private var binary: String {
    var number = nanos / Self.nanosInOne
    var suffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"][...]
    while number % 1024 == 0, suffixes.count > 1 {
      number /= 1024
      suffixes.removeFirst()
    }
    return "\(number)\(suffixes.first ?? "")"
  }

  private func decimal(exponential: Bool) -> String {
    var number = nanos
    var exponent = -9
    while number % 1000 == 0, exponent < 18 {
      number /= 1000
      exponent += 3
    }
    let suffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
    let power = exponent == 0 ? "" : "e\(exponent)"
    return "\(number)\(exponential ? power : suffixes[(exponent + 9) / 3])"
  }
}

/// Why a text is not a quantity.
public enum QuantityError: Error, Equatable, CustomStringConvertible {
  case format
  case suffix
  /// It is too large to represent.
  case overflow
  /// A capacity or request below zero.
  case negative

  public var description: String {
    switch self {
    case .format: "is not a quantity, such as 250m or 1.5Gi"
    case .suffix: "has an unknown suffix; use n u m k M G T P E Ki Mi Gi Ti Pi Ei or an exponent"
    case .overflow: "is too large"
    case .negative: "is negative"
    }
  }
}
