/// Why a text is not a quantity.
public enum QuantityError: Error, Equatable, CustomStringConvertible {
  case format
  case suffix
  /// It is more than there is room for.
  case overflow
  /// Less than nothing, where an amount is meant that somebody has or asks for.
  case negative

  public var description: String {
    switch self {
    case .format: "is not a quantity, such as 250m or 1.5Gi"
    case .suffix: "has a suffix that is none of n u m k M G T P E Ki Mi Gi Ti Pi Ei or an exponent"
    case .overflow: "is too large"
    case .negative: "is negative"
    }
  }
}
