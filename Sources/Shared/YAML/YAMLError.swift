/// Why a text is not the YAML that was expected. Never quotes the text, which may be a secret.
public struct YAMLError: Error, Equatable, CustomStringConvertible {
  /// Counted from 1.
  public let line: Int
  /// Counted from 1.
  public let column: Int
  public let problem: String

  public init(line: Int, column: Int, problem: String) {
    self.line = line
    self.column = column
    self.problem = problem
  }

  public var description: String {
    "not YAML as it should be: \(problem) (line \(line), column \(column))"
  }
}
