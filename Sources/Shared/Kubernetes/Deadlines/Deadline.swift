/// When a pod should end, according to one of its annotations or labels.
public enum Deadline: Equatable, Sendable {
  /// The pod has no such annotation.
  case none
  case never
  case at(unixSeconds: Int64)
  case unreadable(why: String)

  /// 5000-01-01T00:00:00Z: a number beyond it is probably in milliseconds.
  private static let yearFiveThousand: Int64 = 95_617_584_000

  /// Reads unix seconds as `[+-]?[0-9]+` with nothing around them. `Int64` accepts the same texts as the ancestor's
  /// `strconv.ParseInt`.
  public init(annotation: String?) {
    guard let annotation else {
      self = .none
      return
    }
    guard !annotation.isEmpty else {
      self = .unreadable(why: "is empty")
      return
    }
    guard let number = Int64(annotation) else {
      let isNumber = Self.isWholeNumber(annotation)
      self = .unreadable(why: isNumber ? "is too large" : "is not a whole number of seconds since 1970")
      return
    }
    if number >= Self.yearFiveThousand {
      self = .unreadable(why: "is after the year 5000; it seems to be in milliseconds, not seconds")
    } else {
      self = .at(unixSeconds: number)
    }
  }

  /// Whether a text matches `[+-]?[0-9]+`, and so is too large if it is not an `Int64`.
  private static func isWholeNumber(_ text: String) -> Bool {
    let isSigned = text.utf8.first.map("+-".utf8.contains) ?? false
    let digits = text.utf8.dropFirst(isSigned ? 1 : 0)
    return !digits.isEmpty && digits.allSatisfy(\.isASCIIDigit)
  }

  public var isUnreadable: Bool {
    if case .unreadable = self { true } else { false }
  }
}
