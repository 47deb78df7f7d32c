/// Why a text is no label selector.
public struct LabelSelectorError: Error, Equatable, CustomStringConvertible {
  /// Which character of the text; the first is 1.
  public let place: Int
  public let problem: String

  public var description: String { "at character \(place): \(problem)" }
}
