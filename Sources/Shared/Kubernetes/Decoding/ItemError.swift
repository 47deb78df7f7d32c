/// Why an item in protobuf is not the object that it should be.
public struct ItemError: Error, Equatable, CustomStringConvertible {
  /// Where in the object: `metadata.uid`.
  public let path: String
  public let problem: String

  public var description: String { "\(path): \(problem)" }
}
