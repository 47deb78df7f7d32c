extension Quantity {
  /// As Kubernetes prints it: no fraction, no finer digit lost, the largest suffix that allows it.
  ///
  /// - Parameter format: binary is given up where it would need a fraction, and below 1,024.
  public func canonical(_ format: QuantityText.Format = .decimalSI) -> String {
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
