/// An amount of a resource, exact to a billionth: what Kubernetes writes as `250m`, `2`, `1.5Gi`.
///
/// Adding traps beyond 128 bits. `ResourceListReader` lets in only what fits into 64 bits of millicores or
/// bytes, so that more than ten thousand million of them can be added.
public struct Quantity: Equatable, Hashable, Comparable, Sendable {
  /// In billionths of a core, a byte, a pod.
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

  /// Whether it is a 64-bit number of units, which are given in billionths.
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
