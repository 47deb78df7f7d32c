/// Why a text is not the JSON that was expected.
public struct JSONError: Error, Equatable, CustomStringConvertible {
  /// Where in the value: `items[3].metadata.uid`; empty for the whole.
  public let path: String
  /// What is wrong there. Never holds the value itself, which may be a secret.
  public let problem: String

  public init(path: String = "", problem: String) {
    self.path = path
    self.problem = problem
  }

  public var description: String {
    path.isEmpty ? problem : "\(path): \(problem)"
  }
}
