extension Int64 {
  /// The sum, or the nearest number that fits.
  public func saturatedSum(_ other: Int64) -> Int64 {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? (other < 0 ? .min : .max) : sum
  }
}
