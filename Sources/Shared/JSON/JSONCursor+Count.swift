extension JSONCursor {
  /// A count as ProtoJSON writes it: a number, or the digits of one in a text; 0 if there is none.
  ///
  /// - Parameter limit: the largest that makes sense here. What others count is not to be reckoned with unseen.
  public func count(upTo limit: Int) throws(JSONError) -> Int {
    let number: Int64? =
      switch try value() {
      case nil: 0
      case .integer(let number): number
      case .string(let digits): Int64(digits)
      default: nil
      }
    guard let number, (0...Int64(limit)).contains(number) else {
      throw error("a count from 0 to \(limit) was expected")
    }
    return Int(number)
  }
}
